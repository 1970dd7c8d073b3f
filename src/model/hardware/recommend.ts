import type { Preset } from '../preset/preset.ts';
import { presets } from '../preset/presets.ts';
import { computeBytes, type HardwarePlan, type Machine, type Needs, planFor, planInWords } from './plan.ts';

/** A preset with the plan for a machine, in words too. */
export interface Recommendation {
  preset: Preset;
  plan: HardwarePlan;
  words: string;
}

/** What a preset needs before its file is here: its own numbers, and a vocabulary as large as any of them has. */
export function needsOf(preset: Preset): Needs {
  const { weights, kvPerToken, layers } = preset.memory;
  const compute = computeBytes({ vocabulary: 152_064, embedding: 3584, batchTokens: 512 });
  return { name: preset.title, weights, kvPerToken, layers, compute };
}

/** Every preset with its plan for this machine, in the order of the table. */
export function plansFor(machine: Machine): Recommendation[] {
  return presets.map((preset) => {
    const plan = planFor(needsOf(preset), machine, preset);
    return { preset, plan, words: planInWords(preset.title, plan, preset.memory.layers) };
  });
}

/**
 * The preset to recommend: the first of the table that runs whole on the GPU with two useful lanes, else the first
 * that fits into a GPU or memory at all; the tiny one only when nothing else fits.
 */
export function recommend(machine: Machine): Recommendation | undefined {
  const plans = plansFor(machine).filter(({ plan }) => plan.fits);
  const real = plans.filter(({ preset }) => preset.programs !== 'few-shot');
  const onGpu = real.filter(({ plan, preset }) => plan.gpuLayers > preset.memory.layers && plan.lanes >= 2);
  // On a processor alone a small model answers sooner than a large one thinks.
  const small = real.filter(({ preset }) => preset.id === 'vibethinker-1.5b');
  return onGpu[0] ?? small[0] ?? real[0] ?? plans[0];
}
