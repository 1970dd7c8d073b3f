import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { withPlans } from '../../scripts/plans/table.ts';
import { shrink } from '../../src/model/hardware/plan.ts';
import { needsOf } from '../../src/model/hardware/recommend.ts';
import {
  type HardwarePlan,
  type Machine,
  machineOf,
  type Preset,
  planFor,
  planInWords,
  plansFor,
  presetNamed,
  recommend,
} from '../../src/model/index.ts';
import { modelProcess } from './model-process.ts';
import { collect, openTiny, requestOf } from './tiny-model.ts';

const GiB = 2 ** 30;

function machine(gpuGiB: number | undefined, memoryGiB = 16): Machine {
  return {
    memoryFree: 0.8 * memoryGiB * GiB,
    memoryTotal: memoryGiB * GiB,
    cores: 8,
    ...(gpuGiB !== undefined && { gpu: { backend: 'vulkan', free: gpuGiB * GiB, total: gpuGiB * GiB } }),
  };
}

function preset(id: string): Preset {
  const found = presetNamed(id);
  assert.ok(found, id);
  return found;
}

function plan(id: string, gpuGiB: number | undefined): HardwarePlan {
  return planFor(needsOf(preset(id)), machine(gpuGiB), preset(id));
}

describe('the hardware plan', () => {
  it('gives more lanes and then longer ones with more memory', () => {
    const sizes = [4, 6, 8, 12, 24].map((size) => plan('vibethinker-1.5b', size));
    for (const one of sizes) assert.ok(one.fits && one.gpuLayers === 29, planInWords('', one, 28));
    for (const [index, one] of sizes.entries()) {
      const before = sizes[index - 1];
      if (before) assert.ok(one.lanes * one.contextTokens >= before.lanes * before.contextTokens);
    }
    assert.ok((sizes[1]?.lanes ?? 0) >= 6);
    assert.equal(sizes[4]?.lanes, 8);
    assert.equal(sizes[4]?.contextTokens, 45_056);
  });

  it('puts as many layers on the GPU as fit, and uses the processor when that is too few to help', () => {
    const large = plan('gpt-oss-20b', 12);
    assert.equal(large.backend, 'vulkan');
    assert.ok(large.gpuLayers > 8 && large.gpuLayers < 25, String(large.gpuLayers));
    assert.equal(plan('gpt-oss-20b', 4).backend, 'cpu');
    assert.equal(plan('vibethinker-1.5b', undefined).backend, 'cpu');
  });

  it('writes few long answers side by side on a processor, unless more are asked for', () => {
    const { lanes, contextTokens } = plan('vibethinker-3b', undefined);
    assert.deepEqual([lanes, contextTokens], [3, 45_056]);
    const asked = { lanes: 8, contextTokens: 45_056, lanesOnProcessor: 8 };
    const more = planFor(needsOf(preset('vibethinker-3b')), machine(undefined), asked);
    assert.equal(more.lanes, 8);
    assert.ok(more.contextTokens < contextTokens, `${more.contextTokens}`);
    assert.equal(planFor(needsOf(preset('vibethinker-3b')), machine(24), preset('vibethinker-3b')).lanes, 8);
  });

  it('says so when nothing fits', () => {
    const tight = planFor(needsOf(preset('gpt-oss-20b')), machine(undefined, 8), preset('gpt-oss-20b'));
    assert.equal(tight.fits, false);
    assert.match(planInWords('gpt-oss', tight, 24), /may not fit/);
  });

  it('never plans more than is free, and never more than was wished for', () => {
    const numbers = fc.record({
      weights: fc.integer({ min: 50e6, max: 15e9 }),
      layers: fc.integer({ min: 12, max: 64 }),
      kvPerToken: fc.integer({ min: 8192, max: 262_144 }),
      compute: fc.integer({ min: 20e6, max: 1e9 }),
      gpu: fc.option(fc.integer({ min: 1e9, max: 48e9 }), { nil: undefined }),
      memory: fc.integer({ min: 2e9, max: 64e9 }),
      lanes: fc.integer({ min: 1, max: 16 }),
      contextTokens: fc.integer({ min: 1024, max: 65_536 }),
    });
    fc.assert(
      fc.property(numbers, ({ gpu, memory, lanes, contextTokens, ...needs }) => {
        const here: Machine = {
          memoryFree: memory,
          memoryTotal: memory,
          cores: 4,
          ...(gpu !== undefined && { gpu: { backend: 'cuda', free: gpu, total: gpu } }),
        };
        const made = planFor({ name: 'x', ...needs }, here, { lanes, contextTokens });
        assert.ok(made.lanes >= 1 && made.lanes <= lanes);
        assert.ok(made.contextTokens > 0 && made.contextTokens <= contextTokens);
        if (made.fits) assert.ok(made.bytes <= made.bytesFree, `${made.bytes} of ${made.bytesFree}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('shrinks step by step to an end', () => {
    const needs = needsOf(preset('vibethinker-3b'));
    let one: HardwarePlan | undefined = plan('vibethinker-3b', 24);
    let steps = 0;
    while (one) {
      const smaller = shrink(one, needs);
      if (smaller && smaller.gpuLayers > 0)
        assert.ok(smaller.bytes < one.bytes, 'it takes less, and says so');
      one = smaller;
      steps++;
    }
    assert.ok(steps > 4 && steps < 20);
  });

  it('recommends the strongest preset that runs whole with two lanes', () => {
    assert.equal(recommend(machine(24))?.preset.id, 'vibethinker-3b');
    assert.equal(recommend(machine(3))?.preset.id, 'vibethinker-1.5b');
    assert.equal(recommend(machine(undefined))?.preset.id, 'vibethinker-1.5b');
    assert.equal(recommend(machine(undefined, 1.5))?.preset.id, 'smollm2-135m');
    assert.equal(plansFor(machine(8)).length, 8);
  });

  it('is what docs/models.md says for every preset (npm run docs)', () => {
    const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8');
    assert.equal(withPlans(page), page);
  });

  it('speaks in words a person understands', () => {
    assert.match(
      planInWords('VibeThinker 1.5B (Q4_K_M)', plan('vibethinker-1.5b', 6), 28),
      /^VibeThinker 1.5B \(Q4_K_M\): \d lanes x \d+k tokens on vulkan, \d\.\d of 6\.0 GiB$/,
    );
  });
});

describe('the plan and what llama.cpp really takes', function () {
  this.timeout(180_000);

  async function compare(gpu: 'cpu' | 'vulkan'): Promise<void> {
    for (const [lanes, contextTokens] of [
      [1, 2048],
      [4, 2048],
      [8, 4096],
    ] as const) {
      const engine = await openTiny({ gpu, lanes, contextTokens });
      try {
        const info = await engine.load();
        assert.equal(info.backend, gpu);
        const planned = info.plannedBytes ?? Number.NaN;
        assert.ok(info.memoryBytes);
        // A GPU's model keeps its embeddings in main memory too.
        assert.ok(info.memoryBytes <= planned + 0.1 * GiB, `${info.plan}: really ${info.memoryBytes / GiB}`);
        assert.ok(
          planned <= 1.5 * info.memoryBytes + 0.25 * GiB,
          `${info.plan}: really ${info.memoryBytes / GiB}`,
        );
      } finally {
        await engine[Symbol.asyncDispose]();
      }
    }
  }

  it('agree on the processor', () => compare('cpu'));

  it('agree on a Vulkan device, where there is one (GGML_VK_VISIBLE_DEVICES=0 shows Mesa’s)', async function () {
    const here = await machineOf({ processPath: await modelProcess(), gpu: 'vulkan' });
    if (here.gpu?.backend !== 'vulkan') return this.skip();
    await compare('vulkan');
  });

  it('announce a fallback with its reason, and answer all the same', async () => {
    const engine = await openTiny({ gpu: 'cuda', lanes: 1 });
    try {
      const info = await engine.load();
      if (info.backend === 'cuda') return;
      assert.equal(info.backend, 'cpu');
      assert.match(
        info.fallback ?? '',
        /^No NVIDIA driver|^CUDA’s code is not here|^cuda could not be used: .+/,
      );
      assert.equal(
        (await collect(engine.generate(requestOf('One, two,', { maxTokens: 3 })))).ended?.tokens,
        3,
      );
    } finally {
      await engine[Symbol.asyncDispose]();
    }
  });
});
