import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSet, findSet, fromMirror, type KnownSet, knownSets, readFiles } from '../../src/evals/index.ts';

const first = '{"problem": "What is 1 + 1?", "answer": 2}\n';
const second = '{"problem": "What is 2 + 2?", "answer": 4}\n';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('fetching a set', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let answers: Record<string, string>;
  let asked: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict sets '));
    asked = [];
    answers = { '/first.jsonl': first, '/second.jsonl': second };
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const text = answers[request.url ?? ''];
      if (text === undefined) response.writeHead(404).end();
      else response.end(text);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const set = (hash?: string): KnownSet => {
    const file = (name: string, known?: string) => ({
      name,
      sources: [`${url}/gone/${name}`, `${url}/${name}`].map((from) => ({
        kind: 'https' as const,
        url: from,
      })),
      ...(known === undefined ? {} : { sha256: known }),
    });
    return {
      id: 'sums',
      title: 'Sums',
      problems: 2,
      files: [file('first.jsonl', hash), file('second.jsonl')],
    };
  };
  const http = { retries: 0, environment: {} };
  const fetched = async (which: KnownSet) => {
    const types: string[] = [];
    for await (const event of fetchSet(which, { folder, http })) types.push(event.type);
    return types;
  };

  it('takes every file from the first source that has it, once, and reads them as one set', async () => {
    assert.equal(await findSet(set(), folder), undefined);
    const types = await fetched(set(sha256(first)));
    assert.equal(types.filter((it) => it === 'download-source-failed').length, 2);
    const paths = await findSet(set(), folder);
    assert.ok(paths);
    const { tasks, shape } = await readFiles('sums', paths, { folder });
    assert.deepEqual([shape, tasks.map(({ id, answer }) => `${id}: ${answer}`)], ['maths', ['1: 2', '2: 4']]);
    asked = [];
    await fetched(set(sha256(first)));
    assert.deepEqual(asked, []);
  });

  it('refuses what is not the published file, and a page in its place', async () => {
    await assert.rejects(fetched(set(sha256('another'))), /SHA-256 is not the one expected/);
    answers['/first.jsonl'] = '<!doctype html><title>Sign in</title>';
    await assert.rejects(fetched(set()), /it is a web page/);
    assert.equal(await findSet(set(), folder), undefined);
  });

  it('holds a file without a published hash to the one it came with', async () => {
    await fetched(fromMirror(set(), url));
    const [path = ''] = (await findSet(set(), folder)) ?? [];
    await writeFile(path, first.replace('2}', '3}'));
    await assert.rejects(findSet(set(), folder), /is damaged: .*SHA-256/);
    await fetched(set());
    assert.equal(await readFile(path, 'utf8'), first);
  });

  it('knows sets by distinct names, each file with sources and a name of its own', () => {
    assert.equal(new Set(knownSets.map(({ id }) => id)).size, knownSets.length);
    for (const { files } of knownSets) {
      assert.ok(files.every(({ sources }) => sources.length > 0));
      assert.equal(new Set(files.map(({ name }) => name)).size, files.length);
    }
  });
});
