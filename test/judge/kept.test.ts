import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trim } from '../../src/judge/kept.ts';
import { freshJudge, judged } from './open.ts';

const HOUR_MS = 60 * 60 * 1000;

describe('what is kept of builds', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-kept-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function keep(name: string, bytes: number, hoursAgo: number): Promise<void> {
    await mkdir(join(folder, name, 'deep'), { recursive: true });
    await writeFile(join(folder, name, 'deep', 'program'), Buffer.alloc(bytes));
    const used = new Date(Date.now() - hoursAgo * HOUR_MS);
    await utimes(join(folder, name), used, used);
  }
  const left = async () => (await readdir(folder)).filter((name) => name !== '.trimmed').sort();

  it('is bounded: what was used longest ago goes first', async () => {
    await keep('old', 1000, 9);
    await keep('older', 1000, 10);
    await keep('newer', 1000, 8);
    await trim(folder, 2000);
    deepEqual(await left(), ['newer', 'old']);
    await trim(folder, 1999);
    deepEqual(await left(), ['newer']);
  });

  it('is never taken from under a process that may be using it', async () => {
    await keep('in use', 1000, 0.5);
    await keep('unused', 1000, 2);
    await trim(folder, 0);
    deepEqual(await left(), ['in use']);
  });

  it('can be trimmed by several processes at once', async () => {
    for (let i = 0; i < 50; i++) await keep(`build${i}`, 100, 100 - i);
    await Promise.all([1, 2, 3, 4].map(() => trim(folder, 1000)));
    const names = await left();
    ok(names.length <= 10, `${names.length} are left`);
    ok(!names.some((name) => name.startsWith('.')), names.join());
  });

  it('is trimmed when a judge starts; a build that is run again counts as used', async () => {
    const first = await freshJudge();
    await using _ = first;
    const builds = join(first.cacheFolder, 'builds');
    const run = async (text: string) => {
      await using again = await freshJudge({ cacheFolder: first.cacheFolder, keptBytes: 1 });
      const source = `print("${text}")`;
      const end = await judged(again.judge.judge({ language: 'python', source }, [{ name: '1', input: '' }]));
      equal(end.verdict, 'AC', end.reason);
      await again.judge[Symbol.asyncDispose]();
      return (await readdir(builds)).filter((name) => !name.startsWith('.'));
    };
    const [one = ''] = await run('one');
    await writeFile(join(builds, '.trimmed'), ''); // not now
    const used = new Date(Date.now() - 5 * HOUR_MS);
    await utimes(join(builds, one), used, used);
    deepEqual(await run('one'), [one], 'it was used again');
    ok(Date.now() - (await stat(join(builds, one))).mtimeMs < HOUR_MS);
    await utimes(join(builds, one), used, used);
    await rm(join(builds, '.trimmed'));
    const [two = '', ...more] = await run('two');
    deepEqual(more, []);
    ok(two !== one, 'the older build is gone');
  });

  it('is made anew where a file of it was cut short, changed or removed', async () => {
    await using first = await freshJudge();
    const source = 'a, b = map(int, input().split())\nprint(a + b)\n';
    const tests = [{ name: '1', input: '2 3\n', answer: '5\n' }];
    const run = () => judged(first.judge.judge({ language: 'python', source }, tests));
    equal((await run()).verdict, 'AC');
    const builds = join(first.cacheFolder, 'builds');
    const [name = ''] = (await readdir(builds)).filter((each) => !each.startsWith('.'));
    const files = (await readdir(join(builds, name), { recursive: true })).filter((it) => /\.\w+$/.test(it));
    ok(files.length >= 2, files.join());
    for (const file of files) {
      const path = join(builds, name, file);
      for (const spoil of [() => truncate(path, 1), () => writeFile(path, 'print(6)\n'), () => rm(path)]) {
        await spoil();
        equal((await run()).verdict, 'AC', `after ${file} was spoilt`);
      }
    }
    deepEqual(
      (await readdir(builds)).filter((each) => each.includes('broken')),
      [],
    );
  });
});
