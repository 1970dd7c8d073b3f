import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answerMaths,
  chatReply,
  explainInSections,
  grade,
  gradeProof,
  hintsFor,
  review,
} from '../../src/coach/index.ts';
import { type Judge, openJudge } from '../../src/judge/index.ts';
import { replyIn } from '../../src/model/prompt/prompts.ts';
import { ContestGuard, type Problem } from '../../src/problem/index.ts';
import { tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const problem: Problem = {
  title: 'Sum',
  statement: 'Print the sum of two integers.',
  samples: [{ input: '1 2\n', output: '3\n' }],
};
const wrong = { language: 'python', source: 'print(4)\n' };
const guard = new ContestGuard({ mode: 'off', folder: tmpdir() });

type Coach = { guard: ContestGuard; engine: ScriptedEngine; preset: ReturnType<typeof tinyPreset> };
type Reply = { replyLanguage: string };

describe('the language that the model is asked to write in', () => {
  let root: string;
  let judge: Judge;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verdict-reply-'));
    judge = await openJudge({ cacheFolder: join(root, 'cache') });
  });
  after(async () => {
    await judge[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  const proof = { statement: 'Prove that 2 is even.', proof: '2 = 2 * 1', seed: 1 };
  const waysToAsk: Record<string, (coach: Coach, reply: Reply) => AsyncIterable<unknown> | Promise<unknown>> =
    {
      'an explanation': (coach, reply) => explainInSections({ ...coach, ...reply, problem }),
      hints: (coach, reply) => hintsFor({ ...coach, ...reply, problem, seed: 1 }),
      'a review': (coach, reply) =>
        review({
          judge,
          problem,
          submission: wrong,
          stressCases: 0,
          fixes: 1,
          seed: 1,
          coach: { ...coach, ...reply },
        }),
      grading: (coach, reply) => {
        const submissions = [{ file: 'a.py', student: 'a', path: 'a.py', ...wrong }];
        return grade({ judge, problem, submissions, stressCases: 0, coach: { ...coach, ...reply } });
      },
      mathematics: (coach, reply) =>
        answerMaths({
          ...coach,
          ...reply,
          problem: { ...problem, samples: [] },
          kind: 'answer',
          lanes: 1,
          seed: 1,
        }),
      'the points of a proof': (coach, reply) =>
        gradeProof({ ...coach, ...reply, ...proof, rubric: ['It is.'] }),
      'a rubric of a reference': (coach, reply) =>
        gradeProof({ ...coach, ...reply, ...proof, reference: 'So.' }),
      'a chat': (coach, reply) =>
        chatReply({
          ...coach,
          ...reply,
          history: [{ role: 'user', content: 'When does greedy work?' }],
          seed: 1,
        }),
    };
  for (const [what, ask] of Object.entries(waysToAsk))
    it(`is that of the user: ${what}`, async () => {
      const asked = async (replyLanguage: string) => {
        const engine = new ScriptedEngine(['### Hint 1\nAdd them.\n']);
        const done = ask(
          { guard, engine, preset: { ...tinyPreset(), programs: 'asked' } },
          { replyLanguage },
        );
        if (Symbol.asyncIterator in done) for await (const _ of done);
        else await done;
        const [first] = engine.requests;
        assert.ok(first, 'the model was asked');
        return JSON.stringify(first.prompt);
      };
      assert.match(await asked('German'), /\bin German\b/);
      assert.doesNotMatch(await asked('en-GB'), /Write your answer in|English/);
    });

  it('is given by its name or its code', () => {
    for (const [given, name] of [
      ['German', 'German'],
      ['de', 'German'],
      ['pt-br', 'Brazilian Portuguese'],
      ['zh-Hans', 'Simplified Chinese'],
      ['Lao', 'Lao'],
      ['a-b-c', 'a-b-c'],
    ])
      assert.equal(replyIn(given), ` Write your answer in ${name}.`);
    for (const none of [undefined, '', 'en', 'en-GB', 'English']) assert.equal(replyIn(none), '');
  });
});
