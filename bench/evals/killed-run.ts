import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figure.ts';
import { openScriptedModel } from '../solver/scripted-model.ts';
import { readSets, respondFrom, usual } from '../solver/sets.ts';

const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const problems = fileURLToPath(new URL('../problems/', import.meta.url));
const kills = 3;

/**
 * `verdict eval` over the packages of this repository against a scripted model: killed three times and started
 * again, it must come to line for line what one run that is left alone comes to.
 */
export async function killedRunFigures(limit: number | undefined): Promise<Figure[]> {
  const sets = await readSets();
  const respond = respondFrom(sets, usual, 1);
  await using model = await openScriptedModel({
    tokensPerSecond: 100_000,
    respond(asked) {
      const set = sets.find(({ problem }) => asked.prompt.includes(problem.statement.slice(0, 200)));
      if (!set) throw new Error('The prompt holds no known statement.');
      return respond({ ...asked, model: set.name });
    },
  });
  const root = await mkdtemp(join(tmpdir(), 'verdict-bench-evals-'));
  try {
    const killed = join(root, 'killed');
    const args = (out: string) => [
      ...['eval', problems, '--endpoint', model.url, '--model', 'vibethinker-1.5b', '--lang', 'cpp'],
      ...['--samples', '2', '--policy', 'samples', '--out', out],
      ...(limit === undefined ? [] : ['--limit', String(limit)]),
    ];
    const tasks = Math.min(limit ?? sets.length, sets.length);
    for (let kill = 1; kill <= kills; kill++)
      await run(args(killed), { folder: killed, until: (kill * 2 * tasks) / 4 });
    await run(args(killed));
    const askedForKilled = model.requests.length;
    const whole = join(root, 'whole');
    await run(args(whole));
    const [ours, wanted] = [await linesIn(killed), await linesIn(whole)];
    const same = ours.filter((line) => wanted.includes(line)).length;
    const asked = askedForKilled - 2 * tasks;
    return [
      {
        name: `evals: ${tasks} packages, 2 samples each, killed ${kills} times`,
        value: same,
        unit: `of ${wanted.length} lines as in a run left alone`,
        peer: `${ours.length} lines, ${new Set(ours).size} of them different; ${asked} answers asked for again, those under way at a kill`,
        bar: 'all, none twice',
        met: same === wanted.length && ours.length === 2 * tasks && new Set(ours).size === ours.length,
      },
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Runs it to its end, or kills it once so many lines are written, or after so many ms. */
export async function run(
  args: string[],
  kill?: { folder: string; until: number } | { afterMs: number },
): Promise<void> {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  if (kill) {
    if ('afterMs' in kill) await Promise.race([ended, pause(kill.afterMs)]);
    else while (!isOver && (await linesIn(kill.folder)).length < kill.until) await pause(20);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (!kill && code !== 0) throw new Error(`verdict ${args.join(' ')} ended with ${code}:\n${said}`);
}

/** The whole lines, without the time they took. */
export async function linesIn(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'samples.jsonl'), 'utf8').catch(() => '');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { ms: _, reason: __, ...sample } = JSON.parse(line);
      return JSON.stringify(sample);
    });
}
