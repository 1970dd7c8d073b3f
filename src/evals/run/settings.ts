import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type GenerateRequest, mathsPrompt, type Preset, type Prompt, Sampling } from '../../model/index.ts';
import { type SolveRequests, solveRequest } from '../../solver/index.ts';
import type { EvalSet } from '../sets/read-set.ts';
import type { EvalTask } from '../task.ts';

/**
 * How answers become one: each of K answers counts for itself (`first`); as `first`, and each is also run on the
 * samples of the statement, by which a solver picks (`samples`); the whole solver, with K candidates (`full`).
 */
export const EvalPolicy = z.enum(['first', 'samples', 'full']);
export type EvalPolicy = z.infer<typeof EvalPolicy>;

/** Which part of a set is taken. */
export const Choice = z.object({
  from: z.string().optional(),
  until: z.string().optional(),
  limit: z.number().optional(),
  /** `2/4`: every fourth task, beginning with the second. */
  shard: z.string().optional(),
});
export type Choice = z.infer<typeof Choice>;

/** All that decides what a run's lines say. Runs with the same settings can be put together. */
export const RunSettings = z.object({
  format: z.literal(1),
  set: z.object({ name: z.string(), shape: z.string(), sha256: z.string() }),
  choice: Choice,
  model: z.string(),
  policy: EvalPolicy,
  samples: z.number(),
  seed: z.number(),
  language: z.string(),
  comparison: z.enum(['set', 'tokens']),
  maxTokens: z.number(),
  thoughtBudget: z.number().optional(),
  sampling: z.object({ programming: Sampling, maths: Sampling }),
  stressCases: z.number().optional(),
  /** Maths: claims that are judged of each answer. */
  claims: z.number().optional(),
  /** SHA-256 over all prompts: it changes when the wording or the set does. */
  prompts: z.string(),
});
export type RunSettings = z.infer<typeof RunSettings>;

/** The tasks of a set that are chosen, in its order. */
export function chosenTasks(tasks: EvalTask[], choice: Choice): EvalTask[] {
  const { from, until, limit, shard } = choice;
  const [part = 1, parts = 1] = shard?.split('/').map(Number) ?? [];
  return tasks
    .filter(({ date }) => from === undefined || (date !== undefined && date >= from))
    .filter(({ date }) => until === undefined || (date !== undefined && date < until))
    .slice(0, limit)
    .filter((_, index) => index % parts === part - 1);
}

/** What the model is asked for a task. */
export interface Asking {
  request(seed: number): GenerateRequest;
  /** For a whole solve; programming only. */
  requests?: SolveRequests;
}

/** @throws Error when the model cannot write the language. */
export function askingOf(
  task: EvalTask,
  options: { preset: Preset; language: string; maxTokens: number | undefined },
): Asking {
  const { preset } = options;
  const { problem } = task;
  const maxTokens = options.maxTokens ?? preset.maxTokens;
  if (task.kind === 'maths') {
    const { prompt, stop } = mathsPrompt({ preset, problem });
    const { thoughtBudget, sampling } = preset;
    return {
      request: (seed) => ({
        prompt,
        stop,
        seed,
        sampling: sampling.maths,
        maxTokens,
        thoughtBudget,
        startsOver: true,
      }),
    };
  }
  const language = languageFor(task, options.language);
  const requests = solveRequest({ preset, problem, language, maxTokens, template: task.starter });
  return { request: (seed) => requests.candidate(seed), requests };
}

export function languageFor(task: EvalTask, language: string): string {
  return task.language ?? language;
}

export function hashOf(prompt: Prompt): string {
  return createHash('sha256').update(JSON.stringify(prompt)).digest('hex');
}

/** The settings of a run as they are kept beside its lines. */
export function settingsOf(
  set: EvalSet,
  tasks: EvalTask[],
  options: Pick<RunSettings, 'choice' | 'policy' | 'samples' | 'seed' | 'language' | 'comparison'> & {
    preset: Preset;
    maxTokens?: number;
    stressCases: number;
    claims?: number;
  },
): RunSettings {
  const { preset, maxTokens, stressCases, claims, ...rest } = options;
  const { programming, maths } = preset.sampling;
  const hash = createHash('sha256');
  for (const task of tasks)
    hash
      .update(task.id)
      .update(hashOf(askingOf(task, { preset, maxTokens, language: rest.language }).request(0).prompt));
  return {
    format: 1,
    set: { name: set.name, shape: set.shape, sha256: set.sha256 },
    model: preset.id,
    maxTokens: maxTokens ?? preset.maxTokens,
    ...(preset.thoughtBudget === undefined ? {} : { thoughtBudget: preset.thoughtBudget }),
    sampling: { programming, maths },
    ...(rest.policy === 'full' ? { stressCases } : {}),
    ...(claims ? { claims } : {}),
    prompts: hash.digest('hex'),
    ...rest,
  };
}

/** The settings in which two runs differ, in words. */
export function differences(before: RunSettings, now: RunSettings): string[] {
  const flat = (value: unknown, name: string): [string, string][] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, one]) => flat(one, name === '' ? key : `${name}.${key}`))
      : value === undefined
        ? []
        : [[name, String(value)]];
  const [left, right] = [new Map(flat(before, '')), new Map(flat(now, ''))];
  const words = (text: string | undefined) => (text === undefined ? 'none' : text.slice(0, 16));
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((name) => left.get(name) !== right.get(name))
    .map((name) => `${name} ${words(left.get(name))} there, ${words(right.get(name))} here`);
}
