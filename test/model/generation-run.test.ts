import assert from 'node:assert/strict';
import type { GenerateEvent, GenerateRequest, ThoughtStyle } from '../../src/model/index.ts';
import { Generation } from '../../src/model/process/generation-run.ts';
import { requestOf } from './tiny-model.ts';

/** A model whose tokens are characters; 0 ends the generation. */
const letters = {
  textOf: (tokens: number[]) => String.fromCodePoint(...tokens),
  endsGeneration: (token: number) => token === 0,
  controlTokensOf: (text: string) => [...text].map((letter) => letter.codePointAt(0) ?? 0),
};

/** Lets the "model" say `text`, and gives back what was heard, why it ended and what it was made to read. */
function say(text: string, request: Partial<GenerateRequest>, style: ThoughtStyle = 'think', room = 100_000) {
  const events: GenerateEvent[] = [];
  const lane = { room };
  const generation = new Generation(
    letters,
    lane,
    requestOf('', { maxTokens: 10_000, ...request }),
    style,
    (event) => events.push(event),
  );
  let forced = '';
  for (const letter of [...text, '\0']) {
    const next = generation.take(letter.codePointAt(0) ?? 0);
    if (!next) break;
    lane.room -= next.length;
    if (next.length > 1) forced += letters.textOf(next.slice(1));
  }
  const reason = generation.finish();
  const of = (channel: string) =>
    events.map((event) => (event.type === 'text' && event.channel === channel ? event.text : '')).join('');
  return { thought: of('thought'), answer: of('answer'), reason, forced, tokens: generation.tokens };
}

describe('one generation', () => {
  it('ends when the model says so, at a stop text, at its token budget, or when the context is full', () => {
    assert.deepEqual(pick(say('done', {})), ['done', 'stop', 4]);
    assert.deepEqual(pick(say('one\n###two', { stop: ['\n##'] })), ['one', 'stop', 6]);
    assert.deepEqual(pick(say('abcdef', { maxTokens: 3 })), ['abc', 'length', 3]);
    assert.deepEqual(pick(say('abcdef', {}, 'think', 3)), ['abcd', 'context', 4]);
  });

  it('closes the thought at its budget and asks for the answer', () => {
    const { thought, forced, answer, reason } = say(`<think>${'hm '.repeat(50)}`, { thoughtBudget: 20 });
    assert.match(forced, /^\n<\/think>\n\n/);
    assert.ok(thought.startsWith('hm hm') && thought.length < 25, thought);
    assert.ok(answer.includes('hm'), 'what comes after is the answer');
    assert.equal(reason, 'stop');
    const harmony = say(
      `<|channel|>analysis<|message|>${'hm '.repeat(50)}`,
      { thoughtBudget: 20 },
      'harmony',
    );
    assert.match(harmony.forced, /<\|channel\|>final<\|message\|>$/);
    assert.ok(harmony.answer.length > 0);
  });

  it('leaves a short thought alone', () => {
    const { thought, answer, forced } = say('<think>hm</think>42', { thoughtBudget: 20 });
    assert.deepEqual([thought, answer, forced], ['hm', '42', '']);
  });

  it('takes a stop text in a thought for words', () => {
    const { thought, answer } = say('<think>a STOP b</think>c STOP d', { stop: ['STOP'] });
    assert.deepEqual([thought, answer], ['a STOP b', 'c ']);
  });

  it('ends a loop', () => {
    const { reason, tokens } = say('I will check again. '.repeat(400), {});
    assert.equal(reason, 'repetition');
    assert.ok(tokens < 1200);
  });

  it('passes on what was held back when it is cut off', () => {
    const events: GenerateEvent[] = [];
    const generation = new Generation(
      letters,
      { room: 100 },
      requestOf('', { maxTokens: 99, stop: ['xyz'] }),
      'none',
      (event) => events.push(event),
    );
    for (const letter of 'ab xy') generation.take(letter.codePointAt(0) ?? 0);
    assert.equal(generation.finish(), 'aborted');
    assert.equal(events.map((event) => (event.type === 'text' ? event.text : '')).join(''), 'ab xy');
  });
});

function pick({ answer, reason, tokens }: ReturnType<typeof say>) {
  return [answer, reason, tokens];
}
