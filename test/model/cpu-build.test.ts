import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCpuLibrary, builtCpuLibrary } from '../../src/model/index.ts';
import { modelProcess } from './model-process.ts';
import { collect, openTiny, requestOf } from './tiny-model.ts';

describe('a build of llama.cpp’s code for this processor (Linux)', function () {
  this.timeout(180_000);
  let folder: string;
  let environment: Record<string, string | undefined>;

  before(async function () {
    if (process.platform !== 'linux') return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'verdict-build-'));
    environment = { VERDICT_CACHE: process.env.VERDICT_CACHE, PATH: process.env.PATH };
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(environment))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
  after(() => folder && rm(folder, { recursive: true, force: true }));

  it('names the tools that are missing, and how to get them', async () => {
    const processPath = await modelProcess();
    process.env.PATH = folder;
    await assert.rejects(collectBuild(processPath), {
      code: 'build-tools-missing',
      message: /git, cmake, a C\+\+ compiler, make.*apt install/,
    });
  });

  it('ends its compilers when it is aborted, and leaves nothing', async () => {
    const processPath = await modelProcess();
    process.env.VERDICT_CACHE = folder;
    const abort = new AbortController();
    const steps: string[] = [];
    const stopped = (async () => {
      for await (const event of buildCpuLibrary({ processPath, signal: abort.signal, jobs: 1 })) {
        if (event.type === 'build-step') steps.push(event.step);
        if (event.type === 'build-progress') abort.abort();
      }
    })();
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.deepEqual(steps, ['source', 'configure', 'compile']);
    assert.deepEqual(await readdir(join(folder, 'cpu-library')), []);
    assert.equal(builtCpuLibrary(processPath), undefined);
  });

  it('is passed over where it does not load', async () => {
    await writeFile(join(folder, 'libggml-cpu.so'), 'not a library');
    assert.ok(existsSync(join(folder, 'libggml-cpu.so')));
    await using engine = await openTiny({ lanes: 1, cpuLibrary: folder });
    assert.equal((await engine.load()).device, undefined);
    assert.equal((await collect(engine.generate(requestOf('One, two,', { maxTokens: 3 })))).ended?.tokens, 3);
  });
});

async function collectBuild(processPath: string): Promise<void> {
  for await (const _event of buildCpuLibrary({ processPath }));
}
