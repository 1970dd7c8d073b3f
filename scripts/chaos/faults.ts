import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { modelsFolder } from '../../src/model/index.ts';
import { openFixedScene, twoNumbers } from '../../test/editor/harness/index.ts';
import type { FlakyModel } from './flaky-model.ts';
import type { Ended, Workshop } from './workshop.ts';

const vsix = fileURLToPath(new URL('../../dist/verdict.vsix', import.meta.url));

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

  'a compiler is killed': async (scene) => {
    const running = scene.workshop.start(await judgingCpp(scene));
    const id = await someProcess(scene, running.ended, (command) => /cc1plus|clang/.test(command));
    if (id !== undefined) await wait(scene.random() * 300);
    const killed = id !== undefined && killProcess(id);
    const ended = await running.ended;
    if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
    if (killed && ended.code === 1 && /WA/.test(ended.output))
      throw new Error(`a false verdict: ${told(ended)}`);
    await scene.workshop.assertNothingRuns();
    accepted(await scene.workshop.run(await judgingCpp(scene)));
    return undefined;
  },

  'a submission is killed': async (scene) => {
    const running = scene.workshop.start(await judging(scene));
    const isSubmission = (command: string) => /^\S*python\S*\0/.test(command);
    const id = await someProcess(scene, running.ended, isSubmission);
    if (id !== undefined) killProcess(id);
    const ended = await running.ended;
    if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
    if (ended.code !== 0 && /\bWA\b|\bTLE\b/.test(ended.output))
      throw new Error(`a false verdict: ${told(ended)}`);
    await scene.workshop.assertNothingRuns();
    accepted(await scene.workshop.run(await judging(scene)));
    return undefined;
  },

  'a kept report of a grading is broken': async (scene) => {
    const grading = await gradingIn(scene);
    accepted(await scene.workshop.run(grading));
    const broken = await breakOne(scene, await filesIn(join(scene.folder, 'report')));
    try {
      accepted(await scene.workshop.run(grading));
      const table = await readFile(join(scene.folder, 'report', 'results.csv'), 'utf8');
      if (table.match(/\bAC\b/g)?.length !== 3) throw new Error(`the table says ${table}`);
    } catch (error) {
      throw new Error(`${broken}: ${String(error)}`);
    }
    return undefined;
  },

  'a grading is killed': async (scene) => {
    const grading = await gradingIn(scene);
    const killed = scene.workshop.start(grading);
    await wait(scene.random() * 2500);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await scene.workshop.assertNothingRuns();
    accepted(await scene.workshop.run(grading));
    return undefined;
  },

  'a kept file is broken': async (scene) => {
    const record = join(scene.folder, 'record');
    solved(await scene.workshop.run(await solving(scene, record)));
    const files = [...(await filesIn(record)), ...(await filesIn(scene.workshop.cache))];
    const broken = await breakOne(scene, files);
    try {
      accepted(await scene.workshop.run(await judging(scene)));
      solved(await scene.workshop.run(await solving(scene, record)));
    } catch (error) {
      throw new Error(`${broken}: ${String(error)}`);
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
    if (!(await bringModel(scene))) return 'no model is on this machine';
    const running = scene.workshop.start(await solvingHere(scene));
    const id = await someProcess(scene, running.ended, (command) => command.includes('model-process'));
    await wait(scene.random() * 5000);
    if (id !== undefined) killProcess(id);
    const ended = await running.ended;
    if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
    await scene.workshop.assertNothingRuns();
    return undefined;
  },

  'the model’s file is removed while it is loaded': async (scene) => {
    if (!(await bringModel(scene))) return 'no model is on this machine';
    const running = scene.workshop.start(await solvingHere(scene));
    await someProcess(scene, running.ended, (command) => command.includes('model-process'));
    await wait(scene.random() * 4000);
    await rm(join(scene.workshop.cache, 'models'), { recursive: true, force: true });
    const ended = await running.ended;
    if (ended.code === null || ended.code > 2) throw new Error(`it ended with ${told(ended)}`);
    await scene.workshop.assertNothingRuns();
    const without = await scene.workshop.run(await solvingHere(scene));
    if (without.code !== 2 || !/download/.test(without.errors))
      throw new Error(`without the file: ${told(without)}`);
    await bringModel(scene);
    const again = await scene.workshop.run(await solvingHere(scene));
    if (again.code === null || again.code > 1) throw new Error(`with the file again: ${told(again)}`);
    return undefined;
  },

  'the extension host is killed': async (scene) => {
    if (!existsSync(vsix)) return 'no package is built (npm run package)';
    const { cache: VERDICT_CACHE, temporary: TMPDIR, folder } = scene.workshop;
    const answer = async function* () {
      for (const piece of ['The program:\n', `\`\`\`python\n${twoNumbers.right}\`\`\``]) {
        yield piece;
        await wait(100);
      }
    };
    await using window = await openFixedScene(
      answer,
      { 'two_numbers.py': twoNumbers.statement },
      { settings: { 'verdict.lanes': 2 }, env: { VERDICT_CHAOS: folder, VERDICT_CACHE, TMPDIR } },
    );
    const { workbench, companion } = window;
    const solve = async () => {
      await companion.ready();
      await workbench.openFile('two_numbers.py');
      await workbench.clickCodeLens('Solve');
    };
    await solve();
    await wait(scene.random() * 4000);
    const killed: number[] = [];
    for (const id of await scene.workshop.processes()) {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('--type=extensionHost') && killProcess(id)) killed.push(id);
    }
    if (killed.length === 0) throw new Error('there was no extension host');
    await scene.workshop.assertNothingRuns((command) => !command.includes('code-server'));
    await companion.forget();
    await workbench.reload();
    await solve();
    const frame = await workbench.webview('Verdict');
    await frame.getByRole('heading', { name: /^AC: candidate/ }).waitFor({ timeout: 90_000 });
    return undefined;
  },

  'the network goes away while a file is fetched': async (scene) => {
    await using source = await openBreakingSource(scene.random);
    const fetched = () => scene.workshop.run(['eval', 'fetch', 'aime2025', '--url', source.url]);
    const first = await fetched();
    if (first.code === null || first.code > 2) throw new Error(`it ended with ${told(first)}`);
    if (first.code > 0 && !/[a-z]{3}/.test(first.errors)) throw new Error('it ended without a reason');
    if (/\n\s+at .*:\d+:\d+/.test(first.errors)) throw new Error(`a stack trace: ${told(first)}`);
    await scene.workshop.assertNothingRuns();
    return undefined;
  },
};

const cpp = '#include <cstdio>\nint main() { int a, b; scanf("%d %d", &a, &b); printf("%d\\n", a + b); }\n';

/** Each round another text, so that it is compiled. */
async function judgingCpp(scene: Scene): Promise<string[]> {
  const path = join(scene.folder, 'sum.cpp');
  await writeFile(path, `// ${scene.folder}\n${cpp}`);
  return ['judge', await statementIn(scene), path];
}

/** Three programs that are right, and how they are graded. */
async function gradingIn(scene: Scene): Promise<string[]> {
  const folder = join(scene.folder, 'submissions');
  await mkdir(folder, { recursive: true });
  for (const name of ['ada', 'bob', 'eve'])
    await writeFile(join(folder, `${name}.py`), `# ${name}\n${program}`);
  const report = join(scene.folder, 'report');
  return ['grade', folder, '--problem', await statementIn(scene), '--out', report];
}

/** The model's file under another name of the same bytes: what is removed here is not removed there. */
async function bringModel(scene: Scene): Promise<boolean> {
  const from = modelsFolder();
  const to = join(scene.workshop.cache, 'models');
  if (!existsSync(from)) return false;
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from))
    if (name.startsWith('SmolLM2') && !existsSync(join(to, name)))
      await link(join(from, name), join(to, name)).catch(() => copyFile(join(from, name), join(to, name)));
  return true;
}

async function solvingHere(scene: Scene): Promise<string[]> {
  const flags = ['--model', 'smollm2-135m', '--gpu', 'cpu', '--max-tokens', '60', '--candidates', '4'];
  return ['solve', await statementIn(scene), '--practice', '--lang', 'python', ...flags];
}

/** The id of the first process of this kind that is seen before the command ends. */
async function someProcess(
  { workshop }: Scene,
  ended: Promise<unknown>,
  isWanted: (command: string) => boolean,
): Promise<number | undefined> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  ended.then(over, over);
  while (!isOver) {
    for (const id of await workshop.processes())
      if (isWanted(await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''))) return id;
    await wait(10);
  }
  return undefined;
}

function killProcess(id: number): boolean {
  return spawnSync('kill', ['-9', String(id)]).status === 0;
}

/** Cuts one of the files short, overwrites or removes it. Says which, and how. */
async function breakOne({ random, workshop }: Scene, files: string[]): Promise<string> {
  const path = files[Math.floor(random() * files.length)] ?? '';
  const kind = Math.floor(random() * 3);
  if (kind === 0) await truncate(path, Math.floor(random() * (await stat(path)).size));
  else if (kind === 1) await writeFile(path, Buffer.from(Array.from({ length: 64 }, () => random() * 256)));
  else await rm(path);
  return `${path.replace(workshop.folder, '')} was ${['cut short', 'overwritten', 'removed'][kind]}`;
}

/** A server that breaks off each answer somewhere. */
async function openBreakingSource(random: () => number): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': 100_000 });
    response.write(Buffer.alloc(Math.floor(random() * 90_000)), () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function statementIn({ folder }: Scene): Promise<string> {
  const path = join(folder, 'sum.md');
  await writeFile(path, statement);
  return path;
}

/** In every fourth round a whole solve; in the others it ends with the samples, so that there can be many rounds. */
async function solving(scene: Scene, record: string): Promise<string[]> {
  const flags = ['--practice', '--lang', 'python', '--endpoint', scene.model.url, '--lanes', '2'];
  const until = Number(/\d+$/.exec(scene.folder)?.[0]) % 4 === 0 ? ['--stress', '4'] : ['--until', 'samples'];
  return ['solve', await statementIn(scene), ...flags, ...until, '--record', record];
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
