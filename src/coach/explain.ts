import { type Engine, explainPrompt, type GenerateEvent, type Preset } from '../model/index.ts';
import type { ContestGuard, Problem } from '../problem/index.ts';
import { requestFor } from './request.ts';

/**
 * Streams an explanation of the problem. It is the model's word alone: nothing in it has been checked.
 * @throws ContestRefusal when the problem is of a contest that runs or may run
 */
export async function* explainProblem(options: {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  problem: Problem;
  seed?: number;
  signal?: AbortSignal;
  /** Replaces the instructions of the mode; empty: none are given. */
  instructions?: string;
}): AsyncGenerator<GenerateEvent> {
  const { guard, engine, preset, problem, seed = 1, signal, instructions } = options;
  await guard.admit(problem, [], signal);
  const made = explainPrompt({ preset, problem, instructions });
  yield* engine.generate(requestFor(preset, 'explain', made, seed), signal);
}
