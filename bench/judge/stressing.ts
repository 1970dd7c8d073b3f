import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, timed } from '../figure.ts';
import type { Bench } from './bench.ts';
import { runPeer } from './peers.ts';

const CASES = 300;
const cpp = (source: string) => ({ language: 'cpp', source });
const generator = cpp(
  '#include <cstdio>\n#include <cstdlib>\nint main(int, char **v) { srand(atoi(v[1])); int n = 1 + rand() % atoi(v[2]); printf("%d\\n", n); while (n--) printf("%d ", rand() % 100); puts(""); }',
);
const sum = cpp(
  '#include <cstdio>\nint main() { int n, x; long s = 0; scanf("%d", &n); while (n--) { scanf("%d", &x); s += x; } printf("%ld\\n", s); }',
);

/** Cases a second of a stress test in C++ whose programs agree, against a shell loop that does the same. */
export async function stressing({ judge, folder }: Bench): Promise<Figure[]> {
  const data = join(folder, 'stressing');
  await mkdir(data);
  const oracle = { ...sum, source: `${sum.source}\n` };
  const programs: string[] = [];
  for (const one of [generator, sum, oracle]) programs.push((await judge.build(one)).command(256)[0] ?? '');
  const loop = `i=0; while [ $i -lt ${CASES} ]; do i=$((i + 1)); "$0" $i 20 > in; "$1" < in > out; "$2" < in > ans; cmp -s out ans || exit 1; done`;
  const rounds: { ours: number; shell: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const ours = await timed(async () => {
      for await (const event of judge.stress({
        submission: sum,
        oracle,
        generator,
        cases: CASES,
        maxSize: 20,
        seed: round,
      })) {
        if (event.type === 'stress-ended' && event.verdict !== 'AC') throw new Error(JSON.stringify(event));
      }
    });
    rounds.push({ ours, shell: await timed(() => runPeer('bash', ['-c', loop, ...programs], data)) });
  }
  rounds.sort((a, b) => a.shell / a.ours - b.shell / b.ours);
  const { ours, shell } = rounds[1] ?? { ours: Number.NaN, shell: Number.NaN };
  const value = shell / ours;
  const perSecond = (ms: number) => ((CASES / ms) * 1000).toFixed(0);
  return [
    {
      name: 'stress, C++ generator, submission and oracle',
      value,
      unit: 'x the cases per second',
      peer: `shell loop: ${perSecond(shell)}/s, ours ${perSecond(ours)}/s`,
      bar: 'at least 2x',
      met: value >= 2,
    },
  ];
}
