import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { grade, handedIn } from '../../src/coach/index.ts';
import type { Judge } from '../../src/judge/index.ts';
import { isProblem, readProblem } from '../../src/problem/index.ts';
import { type Figure, median, timed } from '../figure.ts';

const count = Number(process.env.VERDICT_COACH_SUBMISSIONS ?? 200);
const turns = 3;

/** A folder of Python programs graded one at a time, against a shell loop that makes the same runs. */
export async function grading(judge: Judge): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-grading-'));
  try {
    const path = fileURLToPath(new URL('../../examples/a-plus-b.md', import.meta.url));
    const reading = readProblem(await readFile(path, 'utf8'), { path });
    if (!isProblem(reading)) throw new Error(reading.reason);
    const { problem } = reading;
    const handed = join(folder, 'handed');
    const tests = join(folder, 'tests');
    await mkdir(handed);
    await mkdir(tests);
    for (let index = 0; index < count; index++) {
      const sign = index % 4 === 3 ? '-' : '+';
      await writeFile(
        join(handed, `student${index}.py`),
        `# ${index}\na, b = map(int, input().split())\nprint(a ${sign} b)\n`,
      );
    }
    for (const [index, { input, output }] of problem.samples.entries()) {
      await writeFile(join(tests, `${index}.in`), input);
      await writeFile(join(tests, `${index}.ans`), output);
    }
    // The interpreter itself: what stands in front of it on some machines takes longer than the program.
    const asked = ['-c', 'import sys; print(sys.executable)'];
    const python = (await promisify(execFile)('python3', asked)).stdout.trim();
    const loop = `for p in "${handed}"/*.py; do for t in "${tests}"/*.in; do timeout 10 "${python}" "$p" <"$t" >"${folder}/out" 2>/dev/null; cmp -s "${folder}/out" "\${t%.in}.ans"; done; done; true`;
    const [ours, theirs]: [number[], number[]] = [[], []];
    let accepted = 0;
    for (let turn = 0; turn < turns; turn++) {
      theirs.push(await timed(() => promisify(execFile)('bash', ['-c', loop])));
      const submissions = await handedIn(handed, (name) => judge.languageOf(name)?.id);
      ours.push(
        await timed(async () => {
          for await (const event of grade({ judge, submissions, problem, stressCases: 0 }))
            if (event.type === 'grade-ended')
              accepted = event.rows.filter(({ verdict }) => verdict === 'AC').length;
        }),
      );
    }
    const value = median(ours.map((ms, index) => ms / (theirs[index] ?? Number.NaN)));
    return [
      {
        name: `coach: grading ${count} submissions, one at a time`,
        value,
        unit: 'of the time of a shell loop',
        peer: `the loop takes ${(median(theirs) / 1000).toFixed(1)} s, of which nothing is measured or confined; ${accepted} accepted`,
        bar: 'at most 1.3',
        met: value <= 1.3,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
