import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { ScriptedEngine } from '../solver/scripted-engine.ts';
import { json, type Running, running } from './running.ts';

const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const aPlusB = () => readFile(fileURLToPath(new URL('../../examples/a-plus-b.md', import.meta.url)), 'utf8');
const program = (source: string) => ({ language: 'python', source });
const adds = 'print(sum(map(int, input().split())))';
const generator = program(
  'import sys, random\nrandom.seed(int(sys.argv[1]))\nprint(random.randint(-9, 9), random.randint(-9, 9))',
);

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  return client;
}

function textOf(result: unknown): string {
  return (result as CallToolResult).content.map((it) => (it.type === 'text' ? it.text : '')).join('');
}

describe('the MCP server, with the SDK’s own client', function () {
  this.timeout(300_000);

  describe('over HTTP', () => {
    let on: Running;
    let client: Client;

    before(async () => {
      // Stands in for the model, so that the program that is written is known.
      const engine = new ScriptedEngine(['```python\nprint(input())\n```', `\`\`\`python\n${adds}\n\`\`\``]);
      on = await running({ engine });
      client = await connected(new StreamableHTTPClientTransport(new URL(`${on.url}/mcp`)) as Transport);
    });
    after(async () => {
      await client?.close();
      await on?.[Symbol.asyncDispose]();
    });

    it('lists its tools', async () => {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map(({ name }) => name).sort(), [
        'complexity',
        'explain',
        'explain_program',
        'grade',
        'hint',
        'judge',
        'maths',
        'proof',
        'review',
        'solve',
        'stress',
      ]);
      assert.ok(tools.every(({ description, inputSchema }) => description && inputSchema.properties));
    });

    it('judges, with progress', async () => {
      const progress: number[] = [];
      const tests = [
        { input: '1 2', answer: '3' },
        { input: '1 -2', answer: '0' },
      ];
      const judged = await client.callTool(
        { name: 'judge', arguments: { submission: program(adds), tests } },
        undefined,
        { onprogress: (told) => void progress.push(told.progress) },
      );
      assert.match(textOf(judged), /^WA/);
      assert.deepEqual(progress, [1, 2]);
    });

    it('grades', async () => {
      const submissions = [
        { student: 'Ada', ...program(adds) },
        { student: 'Ben', ...program('print(0)') },
      ];
      const graded = await client.callTool({
        name: 'grade',
        arguments: { statement: await aPlusB(), submissions },
      });
      assert.match(textOf(graded), /^1 of 2 accepted\./);
    });

    it('stresses', async () => {
      const submission = program('print(abs(sum(map(int, input().split()))))');
      const oracle = program(adds);
      const call = { name: 'stress', arguments: { submission, oracle, generator, cases: 40 } };
      assert.match(textOf(await client.callTool(call)), /^WA/);
    });

    it('solves, and hands over only what held', async () => {
      const solved = await client.callTool({
        name: 'solve',
        arguments: { statement: await aPlusB(), language: 'python', max_candidates: 8 },
      });
      assert.match(textOf(solved), /Checked against: samples 2\/2/);
      assert.equal((solved.structuredContent as { code: string }).code.trim(), adds);
    });

    it('keeps the contest guard', async () => {
      const url = 'https://codeforces.com/contest/999999/problem/A';
      const refused = await client.callTool({
        name: 'explain',
        arguments: { statement: await aPlusB(), url },
      });
      assert.equal(refused.isError, true);
      assert.match(textOf(refused), /"practice": true/);
    });

    it('says what is wrong with a call', async () => {
      const call = {
        name: 'judge',
        arguments: { submission: { language: 'brainfuck', source: '+' }, tests: [{ input: '' }] },
      };
      const refused = await client.callTool(call);
      assert.equal(refused.isError, true);
      assert.match(textOf(refused), /knows no language "brainfuck"/);
    });

    it('stops what is cancelled', async () => {
      const stop = new AbortController();
      const submission = program('while True: pass');
      const call = { name: 'judge', arguments: { submission, tests: [{ input: '' }], timeLimitMs: 20_000 } };
      const judging = client.callTool(call, undefined, { signal: stop.signal });
      const open = async () => (await json(await fetch(`${on.url}/v1/status`))).load.open;
      while ((await open()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      const began = performance.now();
      stop.abort();
      await assert.rejects(judging);
      while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(performance.now() - began < 15_000, 'it ran on to its time limit');
    });
  });

  it('explains over standard input and output, with the real tiny model', async () => {
    const args = [cli, 'mcp', '--model', 'smollm2-135m', '--lanes', '1'];
    const client = await connected(new StdioClientTransport({ command: process.execPath, args }));
    try {
      const judged = await client.callTool({
        name: 'judge',
        arguments: { submission: program(adds), statement: await aPlusB() },
      });
      assert.equal(textOf(judged), 'AC');
      const stop = new AbortController();
      const explaining = client.callTool(
        { name: 'explain', arguments: { statement: await aPlusB() } },
        undefined,
        {
          signal: stop.signal,
          timeout: 200_000,
          onprogress: () => stop.abort(),
        },
      );
      // The first sign of the model's words is enough: the rest is cancelled.
      await explaining.then(
        (result) => assert.ok(textOf(result).length > 0),
        () => assert.ok(stop.signal.aborted),
      );
    } finally {
      await client.close();
    }
  });
});
