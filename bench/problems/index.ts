import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openJudge } from '../../src/judge/index.ts';
import { cacheFolder } from '../../src/model/index.ts';
import type { Figure } from '../figure.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const only = process.env.VERDICT_SOLVER_PROBLEMS?.split(',');
const fewestPassing = 6;
const fewestFailing = 2;

/** Verifies every package: each submission gets what its folder says, and the samples tell what its name says. */
export async function figures(): Promise<Figure[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter(
    (it) => it.isDirectory() && (!only || only.includes(it.name)),
  );
  const bad: string[] = [];
  await using judge = await openJudge({ cacheFolder: cacheFolder() });
  for (const { name } of names) {
    const failsSample = new Set<string>();
    for await (const event of judge.verifyPackage(`${folder}${name}`)) {
      if (event.type === 'submission-test' && event.result.test.name.startsWith('sample'))
        if (event.result.verdict !== 'AC') failsSample.add(event.submission);
      if (event.type !== 'verified') continue;
      const wrong = event.rows.filter(({ submission }) => !submission.startsWith('accepted'));
      const passing = wrong.filter(({ submission }) => !failsSample.has(submission));
      const misnamed = wrong.filter(
        ({ submission }) => failsSample.has(submission) !== submission.includes('fails_samples'),
      );
      const troubles = [
        event.agrees ? '' : (event.reason ?? 'it does not agree'),
        ...event.rows.filter((row) => !row.agrees).map(({ submission, reason }) => `${submission}: ${reason}`),
        passing.length < fewestPassing ? `only ${passing.length} wrong programs pass the samples` : '',
        wrong.length - passing.length < fewestFailing ? 'too few wrong programs fail them' : '',
        ...misnamed.map(({ submission }) => `${submission}: its name does not say how it does on the samples`),
      ].filter((it) => it !== '');
      console.error(`${name}: ${troubles.join('; ') || `${event.rows.length} submissions agree`}`);
      if (troubles.length > 0) bad.push(name);
    }
  }
  return [
    {
      name: 'problems: packages that verify',
      value: names.length - bad.length,
      unit: `of ${names.length}`,
      peer: bad.length > 0 ? `not: ${bad.join(', ')}` : 'every submission as its folder says',
      bar: 'all',
      met: bad.length === 0,
    },
  ];
}
