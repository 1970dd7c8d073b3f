import type { EvalRun } from '../run/record.ts';
import { type Estimate, estimate, mcnemar, mean } from './certainty.ts';

/** Two runs on the tasks both have. */
export interface Comparing {
  tasks: number;
  /** Mean of first minus second, task by task. */
  difference: Estimate;
  /** Tasks of which a run gets more than half of its samples right. */
  both: number;
  onlyFirst: string[];
  onlySecond: string[];
  neither: number;
  /** McNemar's exact test on those that only one solves. */
  p: number;
}

/** Compares two runs problem by problem. They may differ in anything but the problems' ids. */
export function compareRuns(first: EvalRun, second: EvalRun): Comparing {
  const [ours, theirs] = [sharesOf(first), sharesOf(second)];
  const common = [...ours.keys()].filter((id) => theirs.has(id));
  const solves = (shares: Map<string, number>, id: string) => (shares.get(id) ?? 0) > 0.5;
  const only = (one: Map<string, number>, other: Map<string, number>) =>
    common.filter((id) => solves(one, id) && !solves(other, id));
  const onlyFirst = only(ours, theirs);
  const onlySecond = only(theirs, ours);
  const both = common.filter((id) => solves(ours, id) && solves(theirs, id)).length;
  return {
    tasks: common.length,
    difference: estimate(common.map((id) => (ours.get(id) ?? 0) - (theirs.get(id) ?? 0))),
    both,
    onlyFirst,
    onlySecond,
    neither: common.length - both - onlyFirst.length - onlySecond.length,
    p: mcnemar(onlyFirst.length, onlySecond.length),
  };
}

function sharesOf({ samples }: EvalRun): Map<string, number> {
  const own = new Map<string, number[]>();
  for (const { task, correct } of samples) own.set(task, [...(own.get(task) ?? []), Number(correct)]);
  return new Map([...own].map(([task, all]) => [task, mean(all)]));
}
