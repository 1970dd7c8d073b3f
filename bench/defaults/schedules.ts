import { passAtK } from '../../src/evals/index.ts';
import type { Preset } from '../../src/model/index.ts';
import { variantFor } from '../../src/solver/variants.ts';

/** Answers by temperature and task, each right or not. */
export type Answered = Map<number, Map<string, boolean[]>>;

/** The temperature of answer `nth`, from 0. */
export type Schedule = (nth: number) => number;

/** Temperatures to ask at, rising: the preset's own, and all that tell of the schedules below. */
export function gridOf(preset: Preset): number[] {
  const grid = new Set([0.2, 0.4, 0.6, 0.8, 1]);
  for (const [, schedule] of schedules(preset)) for (let nth = 0; nth < 32; nth++) grid.add(schedule(nth));
  return [...grid].sort((a, b) => a - b);
}

/** Ways in which the temperature changes while no answer is right. */
export function schedules({ sampling }: Preset): [string, Schedule][] {
  const own = sampling.programming.temperature;
  const wrong = { failed: true };
  const tenths = (value: number) => Math.round(10 * value) / 10;
  return [
    [
      `rises from ${own} as a solve does`,
      (nth) =>
        tenths(
          variantFor(
            nth,
            Array.from({ length: nth }, () => wrong),
            own,
          ).temperature ?? own,
        ),
    ],
    [
      'rises from 0.2, by 0.2 with every second answer',
      (nth) => tenths(Math.min(1, 0.2 + 0.2 * Math.floor(nth / 2))),
    ],
    ['goes round: 0.2, 0.4, 0.6, 0.8, 1', (nth) => [0.2, 0.4, 0.6, 0.8, 1][nth % 5] ?? 1],
    ['goes round: 0.4, 0.8', (nth) => [0.4, 0.8][nth % 2] ?? 1],
  ];
}

/**
 * The chance that one of the first `size` answers of a schedule is right, mean over the tasks: at each temperature as
 * many as it takes are drawn of those known, without putting any back. Undefined where too few are known.
 */
export function solvedWithin(answered: Answered, schedule: Schedule, size: number): number | undefined {
  const taken = new Map<number, number>();
  for (let nth = 0; nth < size; nth++) taken.set(schedule(nth), (taken.get(schedule(nth)) ?? 0) + 1);
  const tasks = [...(answered.values().next().value?.keys() ?? [])];
  let sum = 0;
  for (const task of tasks) {
    let none = 1;
    for (const [temperature, count] of taken) {
      const known = answered.get(temperature)?.get(task) ?? [];
      const share = passAtK(known.length, known.filter(Boolean).length, count);
      if (share === undefined) return undefined;
      none *= 1 - share;
    }
    sum += 1 - none;
  }
  return tasks.length > 0 ? sum / tasks.length : undefined;
}
