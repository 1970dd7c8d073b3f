import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { chatReply } from '../../src/coach/index.ts';
import { declined } from '../../src/coach/scope.ts';
import { ContestGuard } from '../../src/problem/index.ts';
import { collect, tinyPreset } from '../model/tiny-model.ts';
import { ScriptedEngine } from '../solver/scripted-engine.ts';

const lines = async (name: string) =>
  (await readFile(new URL(`scope/${name}.txt`, import.meta.url), 'utf8')).trim().split('\n');

describe('a request', () => {
  it('of programming or mathematics is never turned away: 100 questions and more', async () => {
    const questions = await lines('legitimate');
    assert.ok(questions.length >= 100);
    assert.deepEqual(
      questions.filter((question) => declined(question) !== undefined),
      [],
    );
  });

  it('from outside is mostly known, and declined in one sentence', async () => {
    const requests = await lines('outside');
    const replies = requests.flatMap((request) => declined(request) ?? []);
    assert.ok(replies.length >= 0.9 * requests.length, `${replies.length} of ${requests.length}`);
    for (const reply of replies) assert.equal(reply.match(/[.。](?:\s|$)/g)?.length ?? 1, 1, reply);
  });

  for (const [request, reply] of [
    ['Write a poem about spring.', /^Sorry/],
    ['写一首关于春天的诗。', /^抱歉/],
    ['Напиши стихотворение о весне.', /^К сожалению/],
    ['春についての詩を書いてください。', /専門外/],
    ['봄에 대한 시를 써 주세요.', /죄송/],
    ['Escribe un poema sobre la primavera.', /^Lo siento/],
    ['Écris un poème sur le printemps.', /^Désolé/],
    ['Schreib mir ein Gedicht über den Frühling.', /Aufgaben/],
    ['Escreva um poema sobre a primavera.', /^Desculpe/],
  ] as const) {
    it(`is answered in its own language: ${request}`, () => assert.match(declined(request) ?? '', reply));
  }

  it('of a megabyte is left to the model at once', () => {
    assert.equal(declined('write '.repeat(200_000)), undefined);
  });

  it('is declined in the chat without asking the model', async () => {
    const engine = new ScriptedEngine(['Roses are red.']);
    const guard = new ContestGuard({ mode: 'off', folder: tmpdir() });
    const chat = (content: string) =>
      collect(
        chatReply({ guard, engine, preset: tinyPreset(), history: [{ role: 'user', content }], seed: 1 }),
      );
    const { text, ended } = await chat('Write a poem about spring.');
    assert.match(text, /outside what I do/);
    assert.equal(ended?.reason, 'stop');
    assert.equal(engine.requests.length, 0);
    assert.equal((await chat('What is a heap?')).text, 'Roses are red.');
  });
});
