import { strict as assert } from 'node:assert';
import { copyFile, link, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyModelPath } from '../model/tiny-model.ts';
import { start, verdict } from './verdict.ts';

describe('verdict models', function () {
  this.timeout(120_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const models = (...args: string[]) => verdict(['models', ...args], { env });
  const states = async () => {
    const { stdout } = await models('list', '--json');
    const rows: { id: string; state: string }[] = JSON.parse(stdout).models;
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
  };
  /** The tiny model's file under another name, without copying it where that can be. */
  const brought = async (name: string) => {
    const path = join(folder, name);
    const tiny = await tinyModelPath();
    await link(tiny, path).catch(() => copyFile(tiny, path));
    return path;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-models-cli-'));
    env = { VERDICT_CACHE: join(folder, 'cache') };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lists every preset with its size, and says where models lie', async () => {
    const { code, stdout } = await models();
    assert.equal(code, 0);
    assert.match(stdout, /^vibethinker-3b +about 1\.93 GB +- +MIT$/m);
    assert.match(stdout, /^smollm2-135m +98\.4 MB +- +Apache-2\.0$/m);
    assert.equal((await models('where')).stdout.trim(), join(folder, 'cache', 'models'));
  });

  it('takes over a file by its hash, whatever it is called; verifies and removes it', async () => {
    const file = await brought('from-a-friend.bin');
    const imported = await models('import', file, '--json');
    assert.equal(imported.code, 0, imported.stderr);
    const events = imported.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(events.at(-1).type, 'download-done');
    assert.match(events.at(-1).path, /SmolLM2-135M-Instruct\.Q4_1\.gguf$/);
    assert.equal((await states())['smollm2-135m'], 'here');

    const whole = await models('verify');
    assert.equal(whole.code, 0);
    assert.match(whole.stdout, /^whole +SmolLM2/);
    const damaged = await open(events.at(-1).path, 'r+');
    await damaged.write(Buffer.from('x'), 0, 1, 5_000_000);
    await damaged.close();
    const bad = await models('verify', 'smollm2-135m');
    assert.equal(bad.code, 1, bad.stdout);
    assert.match(bad.stdout, /^damaged .*SHA-256.*verdict models download smollm2-135m/);

    const removed = await models('remove', 'smollm2-135m');
    assert.match(removed.stdout, /98\.4 MB are free again/);
    assert.equal((await states())['smollm2-135m'], 'absent');
    assert.deepEqual(await readdir(join(folder, 'cache', 'models')), []);
  });

  it('keeps a file of the user’s own under its name, and finds it by that', async () => {
    const path = join(folder, 'mine.gguf');
    await writeFile(path, Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(1000, 1)]));
    assert.equal((await models('import', path)).code, 0);
    assert.equal((await states())['mine.gguf'], 'here');
    const solved = await verdict(['solve', 'examples/a-plus-b.md', '--model', 'mine'], { env });
    assert.equal(solved.code, 2);
    assert.match(solved.stderr, /cannot be read as a model|could not be loaded/);
    assert.equal((await models('remove', 'mine.gguf')).code, 0);
    assert.equal((await states())['mine.gguf'], undefined);
  });

  it('refuses with 2, and says why, what is no model', async () => {
    const page = join(folder, 'VibeThinker-1.5B.Q4_K_M.gguf');
    await writeFile(page, '<!doctype html><title>Sign in</title>');
    for (const [args, why] of [
      [['import', page], /web page/],
      [['import', join(folder, 'missing.gguf')], /no file/],
      [['import', folder], /no file/],
      [['download', 'gpt-9'], /Known: vibethinker-3b/],
      [['remove', page], /does not lie in the models folder/],
      [['verify', 'vibethinker-3b'], /not on this machine/],
      [['verify'], /no model in/],
      [['recommend', '--gpu', 'abacus'], /Allowed choices/],
    ] as const) {
      const { code, stdout, stderr } = await models(...args);
      assert.notEqual(code, 0, args.join(' '));
      assert.match(stdout + stderr, why, args.join(' '));
    }
    const run = await verdict(['explain', 'examples/a-plus-b.md', '--model', page], { env });
    assert.equal(run.code, 2);
    assert.match(run.stderr, /web page/);
  });

  it('refuses a file that is not the preset’s, and leaves the one that is here alone', async () => {
    const file = await brought('other.gguf');
    const { code, stderr } = await models('import', file, '--as', 'vibethinker-3b');
    assert.equal(code, 2);
    assert.match(stderr, /not VibeThinker-3B\.Q4_K_M\.gguf/);
    assert.equal((await states())['vibethinker-3b'], 'absent');
  });

  it('stops a download at Ctrl-C with 130', async () => {
    // Nobody listens there: the command is stopped while it tries again.
    const proxy = 'http://127.0.0.1:9';
    await mkdir(join(folder, 'cache'));
    const running = start(['models', 'download', 'vibethinker-1.5b', '--json'], {
      env: { ...env, HTTPS_PROXY: proxy, https_proxy: proxy, NO_PROXY: '', no_proxy: '' },
    });
    await running.printed(/download-started/);
    running.interrupt();
    const { code, stderr } = await running.ended;
    assert.equal(code, 130, stderr);
    assert.match(stderr, /What has arrived is kept/);
  });

  it('says what fits this machine, with lanes and context', async () => {
    const { code, stdout } = await models('recommend', '--gpu', 'cpu', '--json');
    assert.equal(code, 0, stdout);
    const { machine, recommended, models: rows } = JSON.parse(stdout);
    assert.ok(machine.cores >= 1 && machine.gpu === undefined);
    const row = rows.find(({ id }: { id: string }) => id === recommended);
    assert.equal(row.fits, true);
    assert.match(row.words, /\d lanes? x \d+k? tokens.* on cpu, /);
    assert.match((await models('recommend', '--gpu', 'cpu')).stdout, /\* Recommended/);
  });
});
