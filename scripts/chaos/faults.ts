import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { modelsFolder } from '../../src/model/index.ts';
import type { FlakyModel } from './flaky-model.ts';
import type { Ended, Workshop } from './workshop.ts';

/** What a fault has to work with. `random` gives numbers in [0, 1). */
interface Scene {
  workshop: Workshop;
  model: FlakyModel;
  random(): number;
  /** Of this round alone. */
  folder: string;
}

/** Does one thing wrong, and throws an Error that says which promise was broken. Gives back why it was left out. */
type Fault = (scene: Scene) => Promise<string | undefined>;

const statement = `# Sum

Print the sum of two numbers.

## Input

The only line contains two integers $a$ and $b$ ($1 \\le a, b \\le 1000$).

## Sample Input 1

2 3

## Sample Output 1

5
`;
/** Reads, waits a little and answers, so that there is something to kill. */
const program = `import time
a, b = map(int, input().split())
time.sleep(0.05)
print(a + b)
`;

export const faults: Record<string, Fault> = {
  'the command line is killed while it solves': async (scene) => {
    const record = join(scene.folder, 'record');
    const killed = scene.workshop.start(await solving(scene, record));
    await wait(scene.random() * 3000);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await scene.workshop.assertNothingRuns();
    const kept = await finishedSeeds(record);
    scene.model.asked.length = 0;
    solved(await scene.workshop.run(await solving(scene, record)));
    const again = scene.model.asked.filter((seed) => seed !== undefined && kept.includes(seed));
    if (again.length > 0) throw new Error(`finished answers were asked for again: seeds ${again.join(', ')}`);
    return undefined;
  },

  'a process of the judge is killed': async (scene) => {
    const running = scene.workshop.start(await judging(scene));
    await wait(scene.random() * 1500);
    const all = (await scene.workshop.processes()).filter((id) => id !== running.child.pid);
    const victim = all[Math.floor(scene.random() * all.length)];
    if (victim !== undefined) spawnSync('kill', ['-9', String(victim)]);
    const ended = await running.ended;
    if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
    await scene.workshop.assertNothingRuns();
    accepted(await scene.workshop.run(await judging(scene)));
    return undefined;
  },

  'a kept file is broken': async (scene) => {
    const record = join(scene.folder, 'record');
    solved(await scene.workshop.run(await solving(scene, record)));
    const files = [...(await filesIn(record)), ...(await filesIn(scene.workshop.cache))];
    const path = files[Math.floor(scene.random() * files.length)] ?? '';
    const size = (await stat(path)).size;
    const kind = Math.floor(scene.random() * 3);
    if (kind === 0) await truncate(path, Math.floor(scene.random() * size));
    else if (kind === 1)
      await writeFile(path, Buffer.from(Array.from({ length: 64 }, () => scene.random() * 256)));
    else await rm(path);
    try {
      accepted(await scene.workshop.run(await judging(scene)));
      solved(await scene.workshop.run(await solving(scene, record)));
    } catch (error) {
      const how = ['cut short', 'overwritten', 'removed'][kind];
      throw new Error(`${path.replace(scene.workshop.folder, '')} was ${how}: ${String(error)}`);
    }
    return undefined;
  },

  'the model’s server goes away midway': async (scene) => {
    scene.model.piecesLeft = Math.floor(scene.random() * 6);
    try {
      const ended = await scene.workshop.run(await solving(scene, join(scene.folder, 'record')));
      if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
      if (ended.code > 0 && !/[a-z]{3}/.test(ended.errors)) throw new Error('it ended without a reason');
    } finally {
      scene.model.piecesLeft = undefined;
    }
    await scene.workshop.assertNothingRuns();
    solved(await scene.workshop.run(await solving(scene, join(scene.folder, 'record'))));
    return undefined;
  },

  'the server is killed under load': async (scene) => {
    const serve = () =>
      scene.workshop.start(['serve', '--endpoint', scene.model.url, '--port', '0', '--json']);
    const first = serve();
    const url = await addressOf(first.child.stdout);
    const body = JSON.stringify({
      submission: { language: 'python', source: program },
      tests: Array.from({ length: 20 }, () => ({ input: '2 3\n', answer: '5\n' })),
    });
    const headers = { 'content-type': 'application/json' };
    const asked = Array.from({ length: 4 }, () =>
      fetch(`${url}/v1/judge`, { method: 'POST', headers, body })
        .then((response) => response.text())
        .catch(() => ''),
    );
    await wait(scene.random() * 1500);
    first.child.kill('SIGKILL');
    await Promise.all([...asked, first.ended]);
    await scene.workshop.assertNothingRuns();
    const second = serve();
    const health = await fetch(`${await addressOf(second.child.stdout)}/health`);
    second.child.kill('SIGINT');
    const ended = await second.ended;
    if (!health.ok) throw new Error(`/health of the next server answers ${health.status}`);
    if (ended.code !== 0 && ended.code !== 130) throw new Error(`the next server ended with ${told(ended)}`);
    return undefined;
  },

  'the clock jumps': async (scene) => {
    const days = Math.round((scene.random() - 0.5) * 8000);
    const jump = `const now = Date.now.bind(Date); const at = now() + ${Math.floor(scene.random() * 2000)};
      Date.now = () => now() + (now() > at ? ${days} * 864e5 : 0);`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(jump)}`;
    const record = join(scene.folder, 'record');
    solved(await scene.workshop.run(await solving(scene, record), { NODE_OPTIONS }));
    solved(await scene.workshop.run(await solving(scene, record)));
    return undefined;
  },

  'the disk is full': async (scene) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root can mount a small disk';
    const disk = join(scene.folder, 'disk');
    await mkdir(disk);
    const size = `size=${40 + Math.floor(scene.random() * 400)}k`;
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', disk]).status !== 0)
      return 'no small disk can be mounted here';
    const record = join(disk, 'record');
    try {
      const full = { TMPDIR: disk, VERDICT_CACHE: join(disk, 'cache') };
      const ended = await scene.workshop.run(await solving(scene, record), full);
      if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
      if (/\n\s+at .*:\d+:\d+/.test(ended.errors)) throw new Error(`a stack trace: ${told(ended)}`);
      await scene.workshop.assertNothingRuns();
      if (spawnSync('mount', ['-o', 'remount,size=64m', disk]).status !== 0) throw new Error('no remount');
      solved(await scene.workshop.run(await solving(scene, record), full));
    } finally {
      await scene.workshop.assertNothingRuns().catch(() => undefined);
      spawnSync('umount', ['-l', disk]);
    }
    return undefined;
  },

  'the model’s process is killed': async (scene) => {
    const models = modelsFolder();
    if (!existsSync(models)) return 'no model is on this machine';
    const own = join(scene.workshop.cache, 'models');
    if (!existsSync(own)) {
      await mkdir(scene.workshop.cache, { recursive: true });
      await symlink(models, own);
    }
    const flags = ['--model', 'smollm2-135m', '--gpu', 'cpu', '--max-tokens', '200', '--candidates', '4'];
    const path = await statementIn(scene);
    const running = scene.workshop.start(['solve', path, '--practice', '--lang', 'python', ...flags]);
    await wait(500 + scene.random() * 5000);
    for (const id of await scene.workshop.processes()) {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('model-process')) spawnSync('kill', ['-9', String(id)]);
    }
    const ended = await running.ended;
    if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
    await scene.workshop.assertNothingRuns();
    return undefined;
  },
};

async function statementIn({ folder }: Scene): Promise<string> {
  const path = join(folder, 'sum.md');
  await writeFile(path, statement);
  return path;
}

async function solving(scene: Scene, record: string): Promise<string[]> {
  const flags = ['--practice', '--lang', 'python', '--endpoint', scene.model.url, '--lanes', '2'];
  return ['solve', await statementIn(scene), ...flags, '--stress', '20', '--record', record];
}

async function judging(scene: Scene): Promise<string[]> {
  const path = join(scene.folder, 'sum.py');
  await writeFile(path, program);
  return ['judge', await statementIn(scene), path];
}

function solved(ended: Ended): void {
  if (ended.code !== 0 || !ended.output.includes('print'))
    throw new Error(`the next solve ended with ${told(ended)}`);
}

function accepted(ended: Ended): void {
  if (ended.code !== 0) throw new Error(`the next judging ended with ${told(ended)}`);
}

function told({ code, signal, output, errors }: Ended): string {
  return `${signal ?? `code ${code}`}: ${errors.trim().slice(-300) || output.trim().slice(-300)}`;
}

/** Seeds of the answers that a record holds whole. */
async function finishedSeeds(record: string): Promise<number[]> {
  const text = await readFile(join(record, 'answers.ndjson'), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [Number(JSON.parse(line).request.seed)];
    } catch {
      return [];
    }
  });
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((it) => it.isFile() && !it.parentPath.includes('models'))
    .map((it) => join(it.parentPath, it.name))
    .sort();
}

async function addressOf(output: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  while (output) {
    const [more] = await once(output, 'data');
    text += more;
    const [, url] = /"url":"([^"]+)"/.exec(text) ?? [];
    if (url) return url;
  }
  throw new Error('the server says no address');
}
