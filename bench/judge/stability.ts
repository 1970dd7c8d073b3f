import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { TestResult, Verdict } from '../../src/judge/index.ts';
import type { Figure } from '../figure.ts';
import type { Bench } from './bench.ts';

const REPEATS = 50;
const LIMIT_MS = 200;
/** CPU time to use, as a part of the limit. */
const parts = [0.2, 0.6, 0.85, 0.97, 1.03, 1.3];
const burner = {
  language: 'cpp',
  source:
    '#include <ctime>\n#include <cstdio>\nint main() { int ms; if (scanf("%d", &ms) != 1) return 1; while (clock() * 1000.0 / CLOCKS_PER_SEC < ms) { } puts("done"); }',
};

/** The same suite again and again while every core is busy: how often a verdict changes without a warning. */
export async function stability({ judge }: Bench): Promise<Figure[]> {
  const tests = parts.map((part) => ({
    name: `${part}`,
    input: `${Math.round(part * LIMIT_MS)}\n`,
    answer: 'done\n',
  }));
  await judge.build(burner);
  const load: ChildProcess[] = [];
  for (let core = 0; core < availableParallelism(); core++) {
    load.push(spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore' }));
  }
  const seen = new Map<string, TestResult[]>();
  try {
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      for await (const event of judge.judge(burner, tests, { timeLimitMs: LIMIT_MS })) {
        if (event.type !== 'test-judged') continue;
        const { result } = event;
        seen.set(result.test.name, [...(seen.get(result.test.name) ?? []), result]);
      }
    }
  } finally {
    for (const child of load) child.kill('SIGKILL');
  }
  let flips = 0;
  let near = 0;
  for (const results of seen.values()) {
    const sure = results.filter((result) => !result.nearLimit);
    near += results.length - sure.length;
    const verdicts = sure.map((result) => result.verdict);
    flips += verdicts.length - Math.max(0, ...count(verdicts).values());
  }
  return [
    {
      name: `verdicts that flip in ${REPEATS} runs of a suite near its limit, every core busy`,
      value: flips,
      unit: 'flips',
      peer: `${near} of ${REPEATS * parts.length} results say that they are near the limit`,
      bar: 'none',
      met: flips === 0,
    },
  ];
}

function count(verdicts: Verdict[]): Map<Verdict, number> {
  const counts = new Map<Verdict, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return counts;
}
