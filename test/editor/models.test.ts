import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createProxy } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelsFolder } from '../../src/model/index.ts';
import { keepEvidence, openScene, type Scene, until } from './harness/index.ts';

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
const project = fileURLToPath(new URL('../../', import.meta.url));

describe('the choice of a model in the editor', function () {
  this.timeout(300_000);
  let scene: Scene;
  let server: Server;
  let keys: (string | undefined)[];
  let cache: string | undefined;
  const asked: string[] = [];
  const served: string[] = [];
  /** It refuses, and remembers what it was asked for. */
  const proxy = createProxy((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      asked.push(head.toString('latin1').split('\r\n')[0] ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
  });

  before(async () => {
    keys = [];
    // A server of fixed answers: the wiring is under test, not a model.
    server = createServer((request, response) => {
      served.push(request.url ?? '');
      keys.push(request.headers.authorization);
      if (request.url === '/v1/models') return response.end('{"data":[{"id":"far-away"}]}');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('data: {"choices":[{"delta":{"content":"From afar."},"finish_reason":"stop"}]}\n\n');
    });
    for (const it of [server, proxy]) it.listen(0, '127.0.0.1');
    await Promise.all([server, proxy].map((it) => it.listening || once(it, 'listening')));
    // Where CUDA's code would lie, and a driver as far as its file's name goes.
    cache = await mkdtemp(join(tmpdir(), 'verdict-cache-'));
    await writeFile(join(cache, 'libcuda.so.1'), '');
    scene = await openScene({
      vsix: [join(project, 'dist', 'verdict.vsix')],
      settings: {
        'http.proxy': `http://127.0.0.1:${portOf(proxy)}`,
        'verdict.modelsFolder': modelsFolder(),
      },
      env: {
        VERDICT_CACHE: cache,
        LD_LIBRARY_PATH: cache,
        npm_config_registry: `http://127.0.0.1:${portOf(server)}/npm/`,
      },
    });
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(async () => {
    await scene?.[Symbol.asyncDispose]();
    for (const it of [server, proxy]) it.close();
    if (cache) await rm(cache, { recursive: true, force: true });
  });

  const page = () => scene.workbench.page;
  const rows = () => page().locator('.quick-input-list .monaco-list-row');

  /** Narrows the list that is shown. */
  const find = async (text: string) => {
    await rows().first().waitFor();
    await page().locator('.quick-input-box input').fill(text);
  };

  it('shows what is here, what fits, and their sizes', async () => {
    await scene.workbench.runCommand('Verdict: Choose Model');
    await rows()
      .filter({ hasText: 'VibeThinker 1.5B (Q4_K_M)' })
      .filter({ hasText: 'recommended' })
      .waitFor();
    await rows().filter({ hasText: 'SmolLM2' }).filter({ hasText: 'on this machine' }).first().waitFor();
    await rows()
      .filter({ hasText: /VibeThinker 1\.5B \(Q4_K_M\)about 1\.12 GB to download.*lanes? x/ })
      .waitFor();
    await scene.workbench.screenshot('choose-model');
    await page().keyboard.press('Escape');
  });

  it('downloads through the proxy of the editor’s settings, and says why it could not', async () => {
    await scene.workbench.runCommand('Verdict: Choose Model');
    await find('Q8_0');
    await rows().filter({ hasText: 'VibeThinker 1.5B (Q8_0)' }).click();
    await scene.workbench
      .notification('is not on this machine yet')
      .getByText('Download', { exact: true })
      .click();
    await scene.workbench.notification('could not be fetched').waitFor({ timeout: 120_000 });
    assert.ok(
      asked.some((line) => line.startsWith('CONNECT huggingface.co:443')),
      asked.join('; '),
    );
  });

  it('offers CUDA where a driver of NVIDIA’s is, and says why it could not be had', async function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') return this.skip();
    await scene.workbench.runCommand('Verdict: Choose Model');
    await find('CUDA');
    await scene.workbench.screenshot('choose-cuda');
    await rows().filter({ hasText: 'Run Models on CUDA' }).click();
    await scene.workbench.notification('its SHA-512 differs').waitFor();
    await rows().filter({ hasText: 'SmolLM2' }).first().waitFor();
    assert.ok(
      served.some((path) => path.startsWith('/npm/@node-llama-cpp/linux-x64-cuda/-/')),
      served.join(' '),
    );
    await page().keyboard.press('Escape');
  });

  it('asks an endpoint instead, with its own key', async () => {
    const url = `http://127.0.0.1:${portOf(server)}`;
    await scene.workbench.runCommand('Verdict: Choose Model');
    await find('Endpoint');
    await rows().filter({ hasText: 'Use an Endpoint' }).click();
    await page().getByText('The Address of the Endpoint').waitFor();
    await page().locator('.quick-input-widget input').and(page().locator('[type=text]')).fill(url);
    await page().keyboard.press('Enter');
    await scene.workbench.statusBarItem('endpoint').waitFor();
    await scene.workbench.runCommand('Verdict: Set Endpoint Key');
    await page().getByText(`API key of ${url}`).waitFor();
    await page().locator('.quick-input-widget input[type=password]').fill('secret');
    await page().keyboard.press('Enter');

    await scene.workbench.openView('Verdict');
    const chat = await scene.workbench.webview('Chat');
    await chat.getByLabel('Message').fill('Where are you?');
    await chat.getByRole('button', { name: 'Send' }).click();
    await chat.getByText('From afar.').waitFor();
    await scene.workbench.statusBarItem('far-away').filter({ hasText: 'endpoint' }).waitFor();
    await until('a request with the key', async () => keys.at(-1) === 'Bearer secret' || undefined);
  });
});
