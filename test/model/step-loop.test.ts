import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AddonContext } from '../../src/model/process/addon.ts';
import { Lane } from '../../src/model/process/lane.ts';
import { SpareCores } from '../../src/model/process/spare-cores.ts';
import { StepLoop, shareBatch } from '../../src/model/process/step-loop.ts';
import { requestOf } from './tiny-model.ts';

/** A stand-in for llama.cpp that writes down what it was given; each sampled token is 100 + the lane. */
function standIn(fail = false) {
  const batches: { lane: number; position: number; tokens: number[] }[][] = [];
  let sampling = 0;
  let mostSampling = 0;
  let disposed = 0;
  const rows: number[] = [];
  const context: AddonContext = {
    initBatch: () => {
      batches.push([]);
      rows.length = 0;
    },
    addToBatch: (lane, position, tokens, logitsAt) => {
      batches.at(-1)?.push({ lane, position, tokens: [...tokens] });
      return logitsAt.map(() => rows.push(lane) - 1);
    },
    decodeBatch: async () => {
      if (fail) throw new Error('decode failed');
    },
    sampleToken: async (row) => {
      mostSampling = Math.max(mostSampling, ++sampling);
      await new Promise(setImmediate);
      sampling--;
      return 100 + (rows[row] ?? 0);
    },
    disposeSequence: () => undefined,
    removeTokenCellsFromSequence: () => true,
    saveSequenceStateToFile: async () => 0,
    loadSequenceStateFromFile: async () => Uint32Array.from([1, 2]),
    getMemoryBreakdown: () => ({ cpuRam: 0, gpuVram: 0 }),
    setThreads: () => undefined,
  };
  const newSampler = () => ({
    applyConfig: () => undefined,
    dispose: () => {
      assert.equal(sampling, 0, 'a sampler is not taken away while it samples');
      disposed++;
    },
  });
  return { batches, binding: { context, newSampler }, most: () => mostSampling, disposed: () => disposed };
}

function work(tokens: number[], count: number, signal = new AbortController().signal) {
  let left = count;
  const heard: number[] = [];
  const { sampling } = requestOf('');
  const onToken = (token: number) => {
    heard.push(token);
    return --left > 0 ? [token] : undefined;
  };
  return { heard, work: { tokens, onToken, sampling, seed: 1, signal } };
}

describe('the step loop', () => {
  it('evaluates all lanes in one batch a step, in the order of their numbers', async () => {
    const { batches, binding } = standIn();
    const loop = new StepLoop(binding, 512);
    const lanes = [2, 0, 3, 1].map((index) => new Lane(index, 1000));
    const works = lanes.map(() => work([7, 8], 3));
    await Promise.all(lanes.map((lane, index) => loop.run(lane, works[index]?.work ?? work([], 0).work)));
    await loop.stop(new Error('over'));
    assert.equal(
      batches.length,
      4,
      'the last tokens are evaluated before it is known that they are the last',
    );
    for (const batch of batches)
      assert.deepEqual(
        batch.map(({ lane }) => lane),
        [0, 1, 2, 3],
      );
    for (const [index, lane] of lanes.entries()) {
      assert.deepEqual(works[index]?.heard, [100 + lane.index, 100 + lane.index, 100 + lane.index]);
      assert.deepEqual(lane.held, [7, 8, ...(works[index]?.heard ?? [])]);
    }
  });

  it('goes on generating while another lane reads a long prompt', async () => {
    const { batches, binding } = standIn();
    const loop = new StepLoop(binding, 64);
    const [short, long] = [
      work([1], 8),
      work(
        Array.from({ length: 300 }, (_, i) => i),
        1,
      ),
    ];
    await Promise.all([loop.run(new Lane(0, 1000), short.work), loop.run(new Lane(1, 1000), long.work)]);
    for (const batch of batches.slice(0, 4)) {
      assert.equal(batch[0]?.tokens.length, 1, 'the generating lane got its token in every step');
      assert.ok(batch.reduce((sum, { tokens }) => sum + tokens.length, 0) <= 64);
    }
    assert.deepEqual(long.heard, [101]);
  });

  it('samples one lane alone first when a batch may have mixed the rows, all at once otherwise', async () => {
    const mixed = standIn();
    const reading = new StepLoop(mixed.binding, 512);
    await Promise.all([0, 1, 2].map((index) => reading.run(new Lane(index, 99), work([1, 2], 1).work)));
    assert.equal(mixed.most(), 2);
    const plain = standIn();
    const loop = new StepLoop(plain.binding, 512);
    await Promise.all([0, 1, 2].map((index) => loop.run(new Lane(index, 99), work([1], 2).work)));
    assert.equal(plain.most(), 3);
  });

  it('ends aborted work before the next step, and fails work that llama.cpp fails', async () => {
    const { binding, batches } = standIn();
    const abort = new AbortController();
    const endless = work([1], 1e9, abort.signal);
    const running = new StepLoop(binding, 8).run(new Lane(0, 1e9), endless.work);
    const { onToken } = endless.work;
    endless.work.onToken = (token) => {
      if (batches.length === 5) abort.abort();
      return onToken(token);
    };
    await running;
    assert.equal(batches.length, 5);
    const broken = standIn(true);
    const lane = new Lane(0, 99);
    await assert.rejects(new StepLoop(broken.binding, 8).run(lane, work([1], 1).work), /decode failed/);
    assert.deepEqual(lane.held, []);
  });

  for (const oneThread of [false, true])
    it(`goes on from what is asked for instead of a token${oneThread ? ', its sampler queued early' : ''}`, async () => {
      const { batches, binding, disposed } = standIn();
      const loop = new StepLoop(binding, 512, { oneThread });
      const lane = new Lane(0, 99);
      const { heard, work: plain } = work([1], 4);
      const onToken = (token: number) => {
        const next = plain.onToken(token);
        return next && heard.length === 2 ? [...next, 8, 9] : next;
      };
      await loop.run(lane, { ...plain, onToken });
      await loop.stop(new Error('over'));
      assert.deepEqual(heard, [100, 100, 100, 100]);
      assert.deepEqual(lane.held, [1, 100, 100, 8, 9, 100, 100]);
      assert.deepEqual(
        batches.map(([only]) => only?.tokens),
        [[1], [100], [100], [8, 9], [100], [100]],
      );
      assert.equal(disposed(), 1);
    });

  it('hears the last token of a lane that is full before anything is evaluated after it', async () => {
    const { binding } = standIn();
    const lane = new Lane(0, 3);
    const { heard, work: endless } = work([1], 99);
    const onToken = (token: number) => {
      const next = endless.onToken(token);
      return lane.room < 1 ? undefined : next;
    };
    await new StepLoop(binding, 8).run(lane, { ...endless, onToken });
    assert.deepEqual(heard, [100, 100, 100]);
    assert.deepEqual(lane.held, [1, 100, 100]);
  });

  it('shares a batch fairly and never overfills it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 8, max: 1024 }),
        (wanted, size) => {
          const shares = shareBatch(wanted, size);
          assert.ok(shares.every((share, index) => share >= 1 && share <= (wanted[index] ?? 0)));
          const total = shares.reduce((sum, share) => sum + share, 0);
          assert.equal(
            total,
            Math.min(
              size,
              wanted.reduce((sum, count) => sum + count, 0),
            ),
          );
        },
      ),
    );
  });
});

describe('spare cores', () => {
  it('are the physical ones less those that others keep busy', () => {
    let now = { atMs: performance.now() - 10_000, busyMs: 0, ownMs: 0 };
    const spare = new SpareCores(4, { everyMs: 0, cores: 8, read: () => now });
    const threadsAfter = (own: number, others: number) => {
      now = { atMs: now.atMs + 1000, busyMs: now.busyMs + own + others, ownMs: now.ownMs + own };
      return spare.update();
    };
    assert.equal(threadsAfter(4000, 0), 4);
    assert.equal(threadsAfter(4000, 4000), 4);
    assert.equal(threadsAfter(2000, 6000), 2);
    assert.equal(threadsAfter(200, 8000), 1);
    assert.equal(threadsAfter(1000, 300), 4);
  });
});
