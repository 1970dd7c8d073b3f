import { mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EvalSample } from '../../src/evals/index.ts';
import type { Figure } from '../figure.ts';
import { linesIn, run } from './killed-run.ts';

const problems = fileURLToPath(new URL('../problems/', import.meta.url));
const kills = 3;
const samples = 2;
const maxTokens = 160;

/**
 * `verdict eval` over the packages of this repository with the tiny model itself, killed three times at random
 * moments. The run stays where `VERDICT_EVALS_OUT` says, for its report to be looked at.
 */
export async function tinyRunFigures(limit: number | undefined): Promise<Figure[]> {
  const kept = process.env.VERDICT_EVALS_OUT;
  const out = kept ?? join(tmpdir(), `verdict-tiny-run-${process.pid}`);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const args = [
    ...['eval', problems, '--model', 'smollm2-135m', '--download', '--gpu', 'cpu', '--out', out],
    ...['--samples', String(samples), '--max-tokens', String(maxTokens), '--policy', 'samples'],
    ...(limit === undefined ? [] : ['--limit', String(limit)]),
  ];
  const began = performance.now();
  const moments: string[] = [];
  let before: string[] = [];
  let lost = 0;
  const look = async () => {
    const now = await linesIn(out);
    // A line that was whole stays as it was, at its place.
    lost += before.filter((line, index) => now[index] !== line).length;
    before = now;
  };
  for (let kill = 1; kill <= kills; kill++) {
    const afterMs = 10_000 + Math.random() * 80_000;
    await run(args, { afterMs });
    await look();
    moments.push(`${(afterMs / 1000).toFixed(1)} s (${before.length} lines)`);
  }
  await run(args);
  await look();
  const lines = before.map((line) => EvalSample.omit({ ms: true }).parse(JSON.parse(line)));
  const tasks = new Map<string, boolean[]>();
  for (const { task, correct } of lines) tasks.set(task, [...(tasks.get(task) ?? []), correct]);
  const different = new Set(lines.map(({ task, sample }) => `${task} ${sample}`)).size;
  const wanted = samples * tasks.size;
  const right = lines.filter(({ correct }) => correct).length;
  const seconds = (performance.now() - began) / 1000;
  const worst = await farthestFromCounting(out, tasks);
  if (!kept) await rm(out, { recursive: true, force: true });
  return [
    {
      name: `evals: ${tasks.size} packages with the tiny model, killed ${kills} times`,
      value: different,
      unit: `of ${wanted} samples, ${lines.length - different} twice, ${lost} lost`,
      peer: `killed after ${moments.join(', ')}; ${right} right, ${lines.reduce((sum, it) => sum + it.tokens, 0)} tokens, ${seconds.toFixed(0)} s in all`,
      bar: 'all, none twice, none lost',
      met: different === wanted && lines.length === wanted && lost === 0,
    },
    {
      name: 'evals: pass@k of that run in its report, largest difference from counting',
      value: worst,
      unit: 'of 1',
      peer: 'every choice of k of the samples of each task',
      bar: 'less than 1e-9',
      met: worst < 1e-9,
    },
  ];
}

async function farthestFromCounting(folder: string, tasks: Map<string, boolean[]>): Promise<number> {
  const { summary } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  const differences = summary.passAt.map(({ k, value }: { k: number; value: number }) => {
    const shares = [...tasks.values()].map((all) => shareWithOne(all, k));
    return Math.abs(value - shares.reduce((sum, it) => sum + it, 0) / shares.length);
  });
  return Math.max(...differences);
}

/** Of all choices of k answers, the share in which one is right. */
function shareWithOne(answers: boolean[], k: number): number {
  let [all, hits] = [0, 0];
  for (let taken = 0; taken < 2 ** answers.length; taken++) {
    const chosen = answers.filter((_, at) => (taken >> at) & 1);
    if (chosen.length !== k) continue;
    all++;
    if (chosen.includes(true)) hits++;
  }
  return hits / all;
}
