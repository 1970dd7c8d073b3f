import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeEvent } from '../../src/judge/index.ts';
import { type Figure, median, timed } from '../figure.ts';
import type { Bench } from './bench.ts';
import { onlineJudgeTools, runPeer } from './peers.ts';

const ROUNDS = 7;
const submission = {
  language: 'cpp',
  source:
    '#include <cstdio>\nint main() { int a, b; if (scanf("%d %d", &a, &b) == 2) printf("%d\\n", a + b); }',
};
const tests = Array.from({ length: 100 }, (_, i) => ({
  name: String(i).padStart(3, '0'),
  input: `${i} ${i * i}\n`,
  answer: `${i + i * i}\n`,
}));

/** A hundred tests of a trivial C++ program, with measurements, against a shell loop and `oj test`. */
export async function hundredTests({ judge, folder, cacheFolder }: Bench): Promise<Figure[]> {
  const data = join(folder, 'hundred');
  await mkdir(data);
  for (const test of tests) {
    await writeFile(join(data, `${test.name}.in`), test.input);
    await writeFile(join(data, `${test.name}.out`), test.answer);
  }
  const built = await judge.build(submission);
  const program = built.command(256)[0] ?? '';
  const loop = 'for f in *.in; do "$0" < "$f" > got; done';
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's own.
  const comparing = 'for f in *.in; do "$0" < "$f" > got; cmp -s got "${f%.in}.out" || echo differs; done';
  const ours: number[] = [];
  const bare: number[] = [];
  const compared: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(
      await timed(async () => {
        let last: JudgeEvent | undefined;
        for await (const event of judge.judge(submission, tests)) last = event;
        if (last?.type !== 'judged' || last.verdict !== 'AC')
          throw new Error(`expected AC, got ${JSON.stringify(last)}`);
      }),
    );
    bare.push(await timed(() => runPeer('bash', ['-c', loop, program], data)));
    compared.push(await timed(() => runPeer('bash', ['-c', comparing, program], data)));
  }
  const figures = [
    ratio(
      '100 tests of a trivial C++ program, one bare shell loop',
      median(ours),
      median(bare),
      'shell loop',
      1.3,
    ),
    ratio(
      '100 tests, a shell loop that compares too',
      median(ours),
      median(compared),
      'shell loop with cmp',
      1.3,
    ),
  ];
  const oj = await onlineJudgeTools(cacheFolder);
  if (!oj) {
    return [
      ...figures,
      {
        name: '100 tests, oj test',
        unit: 'x',
        peer: 'oj could not be installed',
        bar: 'at most 0.2x',
        met: false,
      },
    ];
  }
  const theirs: number[] = [];
  for (let round = 0; round < 3; round++) {
    theirs.push(
      await timed(async () => {
        const said = await runPeer(oj, ['test', '-c', program, '-d', '.', '-f', '%s.%e'], data);
        if (!said.includes('test success: 100 cases'))
          throw new Error(`oj did not succeed:\n${said.slice(-2000)}`);
      }),
    );
  }
  return [...figures, ratio('100 tests, oj test', median(ours), median(theirs), 'oj test', 0.2)];
}

function ratio(name: string, ours: number, theirs: number, peer: string, bar: number): Figure {
  const value = ours / theirs;
  return {
    name,
    value,
    unit: 'x',
    peer: `${peer}: ${theirs.toFixed(0)} ms, ours ${ours.toFixed(0)} ms`,
    bar: `at most ${bar}x`,
    met: value <= bar,
  };
}
