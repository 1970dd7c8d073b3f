import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verdict } from './verdict.ts';

const recorder = fileURLToPath(new URL('network-recorder.cjs', import.meta.url));

describe('verdict, without being told to', function () {
  this.timeout(240_000);
  let folder: string;
  let log: string;
  const path = (name: string) => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-privacy-'));
    log = path('network.log');
    await writeFile(path('sum.py'), 'print(sum(map(int, input().split())))\n');
    await writeFile(path('wrong.py'), 'print(int(input().split()[0]) * 2)\n');
    await writeFile(
      path('next.py'),
      'import random, sys\nrandom.seed(sys.argv[1])\nprint(random.randint(1, 9), 2)\n',
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** What a command turned to, one address a line. */
  async function turnedTo(...args: string[]): Promise<string> {
    await writeFile(log, '');
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(recorder)}`, VERDICT_NETWORK_LOG: log };
    const { code, stderr } = await verdict(args, { env });
    assert.ok(code === 0 || code === 1, stderr);
    return readFile(log, 'utf8');
  }

  const problem = 'examples/a-plus-b.md';
  const model = ['--model', 'smollm2-135m', '--gpu', 'cpu'];
  const commands: string[][] = [
    ['doctor'],
    ['models'],
    ['models', 'recommend'],
    ['eval', 'fetch'],
    ['problem', problem],
    ['judge', problem, '@sum.py'],
    ['stress', '@wrong.py', '--oracle', '@sum.py', '--generator', '@next.py'],
    ['review', problem, '@wrong.py'],
    ['solve', problem, ...model],
    ['explain', problem, ...model],
  ];
  for (const command of commands) {
    it(`turns to no address: ${command.slice(0, 2).join(' ').replace(/@/g, '')}`, async () => {
      const given = command.map((it) => (it.startsWith('@') ? path(it.slice(1)) : it));
      assert.equal(await turnedTo(...given), '');
    });
  }

  it('is seen when it is told to', async () => {
    const server = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const endpoint = ['--endpoint', url, '--endpoint-model', 'none'];
    await writeFile(log, '');
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(recorder)}`, VERDICT_NETWORK_LOG: log };
    await verdict(['explain', problem, ...endpoint], { env });
    server.close();
    assert.match(await readFile(log, 'utf8'), new RegExp(url.replace('http://', '')));
  });
});
