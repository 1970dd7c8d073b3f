import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedEngine } from '../../src/model/index.ts';
import { crashingProcess, limitedProcess, modelProcess } from './model-process.ts';
import { collect, isAlive, openTiny, requestOf, tinyModelPath, until } from './tiny-model.ts';

const counting = 'One, two, three, four, five,';
const greedy = { ...requestOf('').sampling, temperature: 0 };

describe('the embedded engine with the real tiny model', function () {
  this.timeout(180_000);
  let engine: EmbeddedEngine;

  before(async () => {
    engine = await openTiny({ lanes: 4 });
  });
  after(() => engine[Symbol.asyncDispose]());

  it('loads nothing before the first use, and then says what it runs on', async () => {
    assert.equal(engine.info, undefined);
    assert.equal(engine.processId, undefined);
    const heard: unknown[] = [];
    using _listening = engine.onInfoChange((info) => heard.push(info));
    const info = await engine.load();
    assert.equal(info.backend, 'cpu');
    assert.equal(info.lanes, 4);
    assert.deepEqual(heard, [info]);
    assert.equal(await engine.load(), info);
  });

  it('streams: a start, text piece by piece, an end', async () => {
    const { all, text, ended } = await collect(engine.generate(requestOf(counting, { sampling: greedy })));
    assert.equal(all[0]?.type, 'started');
    assert.ok(all.filter(({ type }) => type === 'text').length > 3, 'the text came in pieces');
    assert.match(text, /six/);
    assert.equal(ended?.reason, 'length');
    assert.equal(ended?.tokens, 24);
  });

  it('ends before a stop text, which is not part of the answer', async () => {
    const whole = await collect(engine.generate(requestOf(counting, { sampling: greedy })));
    const cut = await collect(engine.generate(requestOf(counting, { sampling: greedy, stop: [' eight'] })));
    assert.match(whole.text, / eight/);
    assert.equal(cut.text, whole.text.slice(0, whole.text.indexOf(' eight')));
    assert.equal(cut.ended?.reason, 'stop');
  });

  it('gives the same text for the same seed and another for another', async () => {
    const prompt = 'Once upon a time there was a';
    const texts = [];
    for (const seed of [7, 7, 8])
      texts.push((await collect(engine.generate(requestOf(prompt, { seed })))).text);
    assert.equal(texts[0], texts[1]);
    assert.notEqual(texts[0], texts[2]);
  });

  it('gives each of four lanes what it gives alone', async () => {
    const prompts = [counting, 'Once upon a time', 'def add(a, b):\n    return', 'The capital of France is'];
    const alone = [];
    for (const prompt of prompts)
      alone.push((await collect(engine.generate(requestOf(prompt, { sampling: greedy })))).text);
    const together = await Promise.all(
      prompts.map((prompt) => collect(engine.generate(requestOf(prompt, { sampling: greedy })))),
    );
    const lanes = together.map(({ all }) => (all[0]?.type === 'started' ? all[0].lane : -1));
    assert.deepEqual([...lanes].sort(), [0, 1, 2, 3]);
    // Batches of another size may round differently; the first words must still agree.
    for (const [index, { text }] of together.entries())
      assert.equal(text.slice(0, 12), alone[index]?.slice(0, 12));
  });

  it('gives waiting requests a lane as soon as one is free', async () => {
    const all = await Promise.all(
      Array.from({ length: 9 }, (_, seed) =>
        collect(engine.generate(requestOf(counting, { seed, maxTokens: 4 }))),
      ),
    );
    assert.ok(all.every(({ ended }) => ended?.tokens === 4));
  });

  it('aborts within one token, and the lane serves the next request', async () => {
    const abort = new AbortController();
    const events = engine.generate(requestOf('Once upon a time', { maxTokens: 900 }), abort.signal);
    let tokens = 0;
    let last: unknown;
    for await (const event of events) {
      if (event.type === 'text') tokens = event.tokens;
      if (tokens >= 5) abort.abort();
      last = event;
    }
    assert.ok(last && typeof last === 'object' && 'reason' in last && last.reason === 'aborted');
    assert.ok('tokens' in last && typeof last.tokens === 'number' && last.tokens - tokens <= 1);
    assert.equal((await collect(engine.generate(requestOf(counting, { maxTokens: 3 })))).ended?.tokens, 3);
  });

  it('frees the lane when the reader stops reading', async () => {
    for (let round = 0; round < 5; round++)
      for await (const event of engine.generate(requestOf(counting, { maxTokens: 900 })))
        if (event.type === 'text') break;
    assert.equal((await collect(engine.generate(requestOf(counting, { maxTokens: 3 })))).ended?.tokens, 3);
  });

  it('says when the context is full, for a long answer and for a long prompt', async () => {
    const small = await openTiny({ lanes: 1, contextTokens: 256 });
    try {
      const long = await collect(small.generate(requestOf('word '.repeat(240), { maxTokens: 500 })));
      assert.equal(long.ended?.reason, 'context');
      assert.ok(long.ended && long.ended.tokens > 0 && long.ended.tokens < 30);
      const tooLong = await collect(small.generate(requestOf('word '.repeat(600))));
      assert.deepEqual([tooLong.ended?.reason, tooLong.ended?.tokens], ['context', 0]);
    } finally {
      await small[Symbol.asyncDispose]();
    }
  });

  it('reports a killed process to those it was answering; waiting and later requests get a new one', async () => {
    const own = await openTiny({ lanes: 1 });
    try {
      await own.load();
      const first = own.processId;
      const infos: unknown[] = [];
      using _listening = own.onInfoChange((info) => infos.push(info));
      assert.ok(first);
      const running = (async () => {
        let killed = false;
        for await (const event of own.generate(requestOf('Once upon a time', { maxTokens: 900 }))) {
          if (event.type === 'text' && !killed) killed = process.kill(first, 'SIGKILL');
        }
      })();
      const waiting = collect(own.generate(requestOf(counting, { maxTokens: 3 })));
      await assert.rejects(running, {
        name: 'ModelError',
        code: 'process-lost',
        message: /next request starts a new one/,
      });
      assert.equal((await waiting).ended?.tokens, 3);
      assert.equal(infos[0], undefined);
      assert.equal((await collect(own.generate(requestOf(counting, { maxTokens: 3 })))).ended?.tokens, 3);
      assert.notEqual(own.processId, first);
    } finally {
      await own[Symbol.asyncDispose]();
    }
  });

  // Address space, which is what `prlimit` can take from one process, stands for memory here.
  it('loads less than planned, and says so, where memory turns out short', async function () {
    if (process.platform !== 'linux') return this.skip();
    const processPath = await limitedProcess(950);
    await using own = await openTiny({ lanes: 4, contextTokens: 8192, processPath });
    const info = await own.load();
    assert.match(info.plan ?? '', /smaller than planned: memory was short/);
    assert.ok(info.lanes * info.contextTokens < 4 * 8192, info.plan);
    assert.match(info.plan ?? '', new RegExp(`${info.lanes} lanes? x ${info.contextTokens / 1024}k tokens`));
    assert.ok((info.memoryBytes ?? 0) < 950 * 2 ** 20);
    assert.equal((await collect(own.generate(requestOf(counting, { maxTokens: 3 })))).ended?.tokens, 3);
  });

  it('loads less in a new process where the system has killed the one that was loading', async () => {
    await using own = await openTiny({ lanes: 2 });
    const loading = own.load();
    await until(() => own.processId !== undefined);
    process.kill(own.processId ?? 0, 'SIGKILL');
    const info = await loading;
    assert.equal(info.lanes, 1);
    assert.match(info.plan ?? '', /smaller than planned: memory was short/);
  });

  it('goes on without a GPU whose code ends the process, and says why', async () => {
    const processPath = await crashingProcess();
    for (const [gpu, name] of [
      ['cuda', 'cuda'],
      ['auto', 'The GPU'],
    ] as const) {
      await using own = await openTiny({ lanes: 1, gpu, processPath });
      const info = await own.load();
      assert.equal(info.backend, 'cpu');
      assert.equal(
        info.fallback,
        `${name} could not be used: CUDA error: the code for ${gpu} does not run here.`,
      );
      await own.unload();
      assert.equal((await own.load()).fallback, info.fallback, 'it is not tried again');
    }
  });

  it('calls too little memory by its name, not the file broken', async function () {
    if (process.platform !== 'linux') return this.skip();
    await using own = await openTiny({ lanes: 2, processPath: await limitedProcess(450) });
    await assert.rejects(own.load(), { code: 'out-of-memory', message: /1 lane .*choose a smaller model/ });
  });

  it('unloads when idle and loads again when asked', async () => {
    const own = await openTiny({ lanes: 1, idleUnloadMs: 50 });
    try {
      await own.load();
      const first = own.processId;
      await until(() => own.info === undefined && first !== undefined && !isAlive(first));
      assert.equal((await collect(own.generate(requestOf(counting, { maxTokens: 2 })))).ended?.tokens, 2);
    } finally {
      await own[Symbol.asyncDispose]();
    }
  });

  it('leaves no process and no temporary file when it is closed in the middle of an answer', async () => {
    // A folder for temporary files of its own: other runs on this machine use the common one.
    const common = process.env.TMPDIR;
    const folder = await mkdtemp(join(tmpdir(), 'verdict-leftovers-'));
    process.env.TMPDIR = folder;
    // One was killed with its model process, another still runs.
    const { pid: killed } = spawnSync(process.execPath, ['--version']);
    for (const owner of [killed, process.ppid]) await mkdir(join(folder, `verdict-model-${owner}-1`));
    const before = [`verdict-model-${process.ppid}-1`];
    const own = await openTiny({ lanes: 1 });
    await own.load();
    const { processId } = own;
    const running = assert.rejects(collect(own.generate(requestOf('Once upon a time', { maxTokens: 900 }))), {
      code: 'engine-closed',
    });
    await own[Symbol.asyncDispose]();
    await running;
    assert.ok(processId && !isAlive(processId));
    assert.deepEqual(leftovers(), before);
    if (common === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = common;
    await rm(folder, { recursive: true });
    await assert.rejects(own.load(), { code: 'engine-closed' });
  });

  it('leaves no process when the one that opened it is killed', async () => {
    const parent = spawn(
      process.execPath,
      [
        '--import=tsx',
        fileURLToPath(new URL('./doomed-parent.ts', import.meta.url)),
        await tinyModelPath(),
        await modelProcess(),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(parent.stdout, 'data');
    const child = Number(String(line).trim());
    assert.ok(child > 0 && isAlive(child));
    parent.kill('SIGKILL');
    await until(() => !isAlive(child));
  });

  it('says what to do about a file that is no model', async () => {
    const own = await openTiny({ modelPath: fileURLToPath(import.meta.url) });
    try {
      await assert.rejects(own.load(), { code: 'model-corrupt', message: /download it again/i });
      assert.equal(own.processId, undefined);
    } finally {
      await own[Symbol.asyncDispose]();
    }
  });

  it('copies a prompt from another lane instead of evaluating it again', async () => {
    const prompt = Array.from({ length: 60 }, (_, line) => `Line ${line} of a long statement.\n`).join('');
    const own = await openTiny({ lanes: 4, contextTokens: 2048 });
    try {
      await own.load();
      const one = await timed(() =>
        collect(own.generate(requestOf(prompt, { sampling: greedy, maxTokens: 1 }))),
      );
      await own.unload();
      await own.load();
      const four = await timed(() =>
        Promise.all(
          [1, 2, 3, 4].map((seed) =>
            collect(own.generate(requestOf(prompt, { sampling: greedy, seed, maxTokens: 1 }))),
          ),
        ),
      );
      for (const { text } of four.value) assert.equal(text, one.value.text);
      assert.ok(
        four.ms < 2.5 * one.ms,
        `four lanes took ${(four.ms / one.ms).toFixed(2)} times one lane's time`,
      );
    } finally {
      await own[Symbol.asyncDispose]();
    }
  });
});

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('verdict-model-'));
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begun };
}
