import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { driverIn, makeFor } from '../../src/model/cuda/driver.ts';
import { cudaPackages, cudaVersion, cudaWheels, type Wheel } from '../../src/model/cuda/packages.ts';
import { fetchedLibraries } from '../../src/model/cuda/place.ts';
import { npmRegistry } from '../../src/model/cuda/registry.ts';
import { fetchCuda, fetchedCuda, machineOf, removeCuda } from '../../src/model/index.ts';
import { useCuda } from '../../src/model/process/cuda.ts';
import { modelProcess } from './model-process.ts';

const name = 'linux-x64-cuda';
const binary = randomBytes(200_000);
const archive = await packed({
  'package/package.json': '{"type":"module"}',
  'package/dist/index.js': 'export const getBinsDir = () => import.meta.url;',
  'package/bins/libggml-cuda.so': binary,
});
const integrity = createHash('sha512').update(archive).digest('base64');
const parts = { make: 13 as const, packages: [{ name, integrity }], wheels: [] };
const http = { segmentBytes: 16 << 10, connections: 1, retries: 0 };

describe('llama.cpp’s code for CUDA', () => {
  let cache: string;
  const before = process.env.VERDICT_CACHE;
  const served: string[] = [];
  const stops: (() => unknown)[] = [];

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'verdict-cuda-'));
    process.env.VERDICT_CACHE = cache;
    served.length = 0;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env.VERDICT_CACHE;
    else process.env.VERDICT_CACHE = before;
    for (const stop of stops.splice(0)) stop();
    await rm(cache, { recursive: true, force: true });
  });

  /** A registry with one package, which is asked for parts `most` times at most. */
  async function openRegistry(file: Buffer, most = Number.POSITIVE_INFINITY): Promise<string> {
    const server = createServer((request, response) => {
      served.push(`${request.url} ${request.headers.range}`);
      if (served.length > most) return response.destroy();
      const [, from, to] = /(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
      const part = file.subarray(Number(from), Number(to) + 1);
      const last = Number(from) + part.length - 1;
      return response
        .writeHead(206, { 'content-range': `bytes ${from}-${last}/${file.length}`, etag: '"1"' })
        .end(part);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  const fetched = async (registry: string, more = {}) => {
    let path: string | undefined;
    const options = { registry, parts, http, evenWithoutDriver: true, ...more };
    for await (const event of fetchCuda(options)) if (event.type === 'download-done') path = event.path;
    return path;
  };

  it('is of the version of node-llama-cpp that is installed', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(dependencies['node-llama-cpp'], cudaVersion);
    for (const { integrity } of Object.values(cudaPackages).flat())
      assert.equal(Buffer.from(integrity, 'base64').length, 64);
  });

  it('is fetched, unpacked, found by a model process, and removed again', async () => {
    const registry = await openRegistry(archive);
    const folder = await fetched(registry);
    assert.equal(folder, fetchedCuda());
    assert.ok(folder);
    assert.deepEqual(readFileSync(join(folder, name, 'bins', 'libggml-cuda.so')), binary);
    assert.match(served[0] ?? '', /^\/@node-llama-cpp\/linux-x64-cuda\/-\/linux-x64-cuda-[\d.]+\.tgz /);
    assert.deepEqual(await readdir(join(cache, 'cuda')), [cudaVersion], 'the archive is not kept');
    useCuda(folder);
    const found = '@node-llama-cpp/linux-x64-cuda';
    const { getBinsDir } = (await import(found)) as { getBinsDir(): string };
    assert.ok(getBinsDir().includes(cudaVersion));
    await removeCuda();
    assert.equal(fetchedCuda(), undefined);
    assert.ok(!existsSync(join(cache, 'cuda')));
  });

  it('is of the make that the driver runs, with the libraries it calls', async () => {
    const newest = 'bins/linux-x64-cuda/libggml-cuda.so';
    const older = 'bins/linux-x64-cuda/fallback/libggml-cuda.so';
    const wheel = await wheelOf(cache, {
      'nvidia/cublas/lib/libcublas.so.12': 'cublas',
      'nvidia/cublas/lib/libcublasLt.so.12': 'cublasLt',
      'nvidia/cublas/lib/libnvblas.so.12': 'not called',
      'nvidia/cu13/bin/x86_64/cudart64_13.dll': 'cudart',
    });
    for (const make of [12, 13] as const) {
      const file = await packed({ [`package/${newest}`]: 'new', [`package/${older}`]: 'old' });
      const integrity = createHash('sha512').update(file).digest('base64');
      const more = { parts: { make, packages: [{ name, integrity }], wheels: [wheel] } };
      const folder = await fetched(await openRegistry(file), more);
      assert.ok(folder);
      assert.equal(existsSync(join(folder, name, newest)), make === 13);
      assert.equal(readFileSync(join(folder, name, older), 'utf8'), 'old');
      const libraries = fetchedLibraries();
      assert.ok(libraries);
      const found = (await readdir(libraries)).sort();
      assert.deepEqual(found, ['cudart64_13.dll', 'libcublas.so.12', 'libcublasLt.so.12']);
      assert.equal(readFileSync(join(libraries, 'libcublas.so.12'), 'utf8'), 'cublas');
      assert.deepEqual(
        await readdir(join(cache, 'cuda')),
        [cudaVersion],
        'neither archive nor wheel is kept',
      );
    }
  });

  it('is not fetched with libraries that are others than the published ones', async () => {
    const wheel = await wheelOf(cache, { 'nvidia/cublas/lib/libcublas.so.12': 'cublas' });
    const wheels = [{ ...wheel, sha256: '0'.repeat(64) }];
    const registry = await openRegistry(archive);
    await assert.rejects(fetched(registry, { parts: { ...parts, wheels } }), {
      message: /not the file that was wanted|SHA-256/,
    });
    assert.equal(fetchedCuda(), undefined);
    const kept = await readdir(join(cache, 'cuda'));
    assert.deepEqual(kept, [`${name}-${cudaVersion}.tgz`, `${name}-${cudaVersion}.tgz.stamp.json`]);
  });

  it('is of 13 where the driver knows 13.1 or has machine code for its cards, else of 12', () => {
    const makes: [said: string, make: number][] = [
      ['591.12, 7.5\n', 13],
      ['591.12, 7.5\n591.12, 6.1\n', 12],
      ['580.159.04, 8.6\n580.159.04, 12.0\n', 13],
      ['580.159.04, 9.0\n', 12],
      ['572.83, 8.9\r\n', 12],
      ['NVIDIA-SMI has failed because it could not communicate with the driver.\n', 13],
      ['', 13],
    ];
    for (const [said, make] of makes) assert.equal(makeFor(driverIn(said)), make, said);
    for (const wheels of Object.values(cudaWheels))
      for (const { requirement, file } of [...wheels[12], ...wheels[13]])
        assert.ok(file.replaceAll('_', '-').startsWith(requirement.replace('==', '-')), file);
  });

  it('takes an archive that was copied here by hand', async () => {
    await mkdir(join(cache, 'cuda'));
    await writeFile(join(cache, 'cuda', `${name}-${cudaVersion}.tgz`), archive);
    await fetched(await openRegistry(archive, 0));
    assert.ok(fetchedCuda());
    assert.deepEqual(served, []);
  });

  it('goes on where it was broken off', async () => {
    const first = await openRegistry(archive, 6);
    await assert.rejects(fetched(first), { code: 'download-failed' });
    assert.equal(fetchedCuda(), undefined, 'a half is not taken for whole');
    const before = served.length;
    await fetched(await openRegistry(archive));
    const again = served.slice(before).map((line) => line.split(' ')[1]);
    assert.ok(again.length > 0 && !again.includes('bytes=0-16383'), `asked again: ${again}`);
    assert.ok(fetchedCuda());
  });

  it('is refused, and not kept, when the package is another than the published one', async () => {
    const tampered = await packed({
      'package/dist/index.js': 'export const getBinsDir = () => "elsewhere";',
    });
    await assert.rejects(fetched(await openRegistry(tampered)), {
      code: 'model-corrupt',
      message: /SHA-512 differs/,
    });
    assert.equal(fetchedCuda(), undefined);
    assert.deepEqual(await readdir(join(cache, 'cuda')), []);
  });

  it('writes nowhere but into its folder', async () => {
    for (const path of ['package/../../evil', 'package/a\\..\\evil', 'package/', 'package', 'package/link']) {
      const evil = await packed({ [path]: path.endsWith('link') ? undefined : 'x' });
      const integrity = createHash('sha512').update(evil).digest('base64');
      const registry = await openRegistry(evil);
      await assert.rejects(fetched(registry, { parts: { ...parts, packages: [{ name, integrity }] } }), {
        message: /a file with the name|no plain file/,
      });
      assert.equal(fetchedCuda(), undefined);
      await removeCuda();
    }
    assert.deepEqual(await readdir(cache), []);
  });

  it('is not fetched without a driver of NVIDIA’s, unless that is wished for', async function () {
    const machine = await machineOf({ processPath: await modelProcess(), gpu: 'cuda' });
    if (machine.gpu) return this.skip();
    assert.match(machine.fallback ?? '', /No NVIDIA driver was found|verdict models backend cuda/);
    if (!/driver/.test(machine.fallback ?? '')) return this.skip();
    const registry = await openRegistry(archive);
    await assert.rejects(fetched(registry, { evenWithoutDriver: false }), {
      code: 'cuda-impossible',
      message: /No NVIDIA driver was found.*nothing was fetched/,
    });
    assert.deepEqual(served, []);
  });

  it('comes from the registry that the user’s npm names', async () => {
    assert.equal(await npmRegistry({}, cache), 'https://registry.npmjs.org/');
    await writeFile(join(cache, '.npmrc'), 'registry = "https://one.example/npm"\n');
    assert.equal(await npmRegistry({}, cache), 'https://one.example/npm/');
    const NPM_CONFIG_REGISTRY = 'https://two.example/';
    assert.equal(await npmRegistry({ NPM_CONFIG_REGISTRY }, cache), 'https://two.example/');
    await writeFile(join(cache, '.npmrc'), '@node-llama-cpp:registry=https://three.example/a=b/\n');
    assert.equal(await npmRegistry({ NPM_CONFIG_REGISTRY }, cache), 'https://three.example/a=b/');
  });
});

/** A wheel in `folder` that pip takes. */
async function wheelOf(folder: string, files: Record<string, string>): Promise<Wheel> {
  const file = 'verdict_cuda_test-1.0-py3-none-any.whl';
  const path = join(folder, file);
  const pack =
    'import json, sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n for f in json.loads(sys.argv[2]).items(): z.writestr(*f)';
  const about = 'verdict_cuda_test-1.0.dist-info/';
  const all = {
    ...files,
    [`${about}METADATA`]: 'Metadata-Version: 2.1\nName: verdict-cuda-test\nVersion: 1.0\n',
    [`${about}WHEEL`]: 'Wheel-Version: 1.0\nTag: py3-none-any\n',
    [`${about}RECORD`]: '',
  };
  await promisify(execFile)('python3', ['-c', pack, path, JSON.stringify(all)]);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { requirement: pathToFileURL(path).href, file, bytes: bytes.length, sha256 };
}

/** Files, or links where the content is missing, as npm packs them. */
async function packed(files: Record<string, string | Buffer | undefined>): Promise<Buffer> {
  const entries = Object.entries(files).map(([path, content]) => {
    const body = content === undefined ? undefined : Buffer.from(content as Buffer);
    const header = { name: path, size: body?.length ?? 0 };
    return body
      ? { header, body }
      : { header: { ...header, type: 'symlink' as const, linkname: '/etc/passwd' } };
  });
  return gzipSync(await packTar(entries));
}
