import { deepEqual, equal, ok } from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Judge,
  type JudgeEvent,
  languageOf,
  openJudge,
  type SandboxTier,
} from '../../src/judge/index.ts';
import { judged } from './open.ts';

const corpus = fileURLToPath(new URL('hostile', import.meta.url));
const TOKEN = 'the-secret-of-the-user-7f3a';

/** The tiers that hide the user's files and the network; `basic` only limits and cleans up. */
const strict: SandboxTier[] = ['namespaces', 'bubblewrap', 'landlock'];
const tiers: SandboxTier[] = [...strict, 'basic'];

/** Which verdicts show that a program was contained, where not every verdict does. */
const expected: Record<string, string> = {
  'fork_bomb.c': 'RE TLE MLE',
  'fork_bomb.py': 'RE TLE MLE',
  'thread_bomb.cpp': 'RE TLE MLE',
  'memory_bomb.c': 'MLE RE TLE',
  'memory_bomb.py': 'MLE RE',
  'memory_bomb.cpp': 'MLE RE',
  'memory_bomb.js': 'MLE RE',
  'memory_bomb_shared.c': 'MLE',
  'memory_mmap_file.c': 'MLE RE OLE',
  'output_10_gb.c': 'OLE',
  'output_endless.py': 'OLE',
  'stderr_endless.c': 'TLE',
  'ignore_sigterm.c': 'TLE',
  'ignore_cpu_limit.c': 'TLE',
  'close_stdio.c': 'TLE',
  'stop_itself.c': 'TLE',
  'sleep_forever.py': 'TLE',
  'busy_loop.cpp': 'TLE',
  'busy_children.c': 'TLE',
  'deep_recursion.cpp': 'RE MLE',
  'raise_limits.c': 'MLE RE TLE',
  'write_big_file.c': 'OLE RE',
  'symlink_output.py': 'WA',
  'fifo_output.py': 'WA',
  'folder_output.py': 'WA',
  'daemonise.c': 'AC',
  'daemon_holds_stdout.py': 'AC',
  'compile_templates.cpp': 'CE',
  'compile_includes.c': 'CE',
  'compile_dev_random.c': 'CE',
  'compile_dev_zero.cpp': 'CE',
  'compile_constexpr.cpp': 'CE',
  'compile_big_program.c': 'CE',
};

/** Would harm this very machine where nothing confines them: as root, "everyone" is everyone. */
const strictOnly = ['kill_everyone.c', 'trace_parent.c', 'new_namespace.c', 'make_device.c'];
const writesFile = /_output\.py$/;

/** Every process that runs something of these builds, whatever it calls itself. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        const program = state === 'Z' ? '' : readlinkSync(`/proc/${pid}/exe`);
        return state !== 'Z' && `${command} ${program}`.includes(`${folder}/builds/`)
          ? [`${pid} ${command}`]
          : [];
      } catch {
        return [];
      }
    });
}

for (const tier of tiers) {
  describe(`hostile programs in the sandbox "${tier}"`, function () {
    this.timeout(120_000);
    let judge: Judge;
    let outside: string;
    let cacheFolder: string;
    let server: Server;
    let udp: ReturnType<typeof createSocket>;
    let connections = 0;
    let available = false;
    let replacements: [string, string][];

    before(async function () {
      if (process.platform !== 'linux') this.skip();
      outside = await mkdtemp(join(homedir(), '.verdict-outside-'));
      cacheFolder = await mkdtemp(join(tmpdir(), 'verdict-hostile-'));
      await chmod(cacheFolder, 0o755);
      server = createServer(() => connections++).listen(0, '127.0.0.1');
      const local = createServer(() => connections++).listen(join(outside, 'socket'));
      udp = createSocket('udp4', () => connections++);
      await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
      server.on('close', () => local.close());
      const address = server.address();
      ok(address && typeof address === 'object');
      const port = String(address.port);
      replacements = [
        ['@SECRET@', join(outside, 'secret')],
        ['@OUTSIDE@', join(outside, 'written')],
        ['@TEMPORARY@', join(tmpdir(), `verdict-hostile-left-${process.pid}`)],
        ['@PORT@', port],
        ['@SOCKET@', join(outside, 'socket')],
      ];
      process.env.VERDICT_HOSTILE_SECRET = TOKEN;
      const limits = { compileTimeLimitMs: 5000, compileMemoryLimitMiB: 512 };
      judge = await openJudge({ cacheFolder, sandbox: tier, ...limits });
      available = judge.sandbox.tier === tier;
      if (!available) console.log(`      ${tier}: ${JSON.stringify(judge.sandbox.tiers)}`);
    });

    beforeEach(async function () {
      if (!available) this.skip();
      connections = 0;
      await writeFile(join(outside, 'secret'), `${TOKEN}\n`);
    });

    after(async () => {
      await judge?.[Symbol.asyncDispose]();
      server?.close();
      udp?.close();
      if (outside) await rm(outside, { recursive: true, force: true });
      if (cacheFolder) await rm(cacheFolder, { recursive: true, force: true });
      await rm(join(tmpdir(), `verdict-hostile-left-${process.pid}`), { force: true });
    });

    for (const file of readdirSync(corpus).sort()) {
      if (tier === 'basic' && strictOnly.includes(file)) continue;
      it(`contains ${file}`, async function () {
        let source = await readFile(join(corpus, file), 'utf8');
        for (const [word, value] of replacements) source = source.replaceAll(word, value);
        const language = languageOf(file)?.id ?? '';
        if (!(await judge.languages()).find((status) => status.id === language)?.found) this.skip();
        const end = await hostileEnd(source, language, writesFile.test(file));
        if (process.env.VERDICT_CORPUS_TABLE)
          console.log(
            `      | ${file} | ${tier} | ${end.verdict} | ${end.reason?.split('\n')[0]?.slice(0, 90) ?? ''} |`,
          );
        const allowed = expected[file];
        if (allowed) ok(allowed.split(' ').includes(end.verdict), `${end.verdict}: ${end.reason}`);
        ok(end.verdict !== 'JE', end.reason);
        deepEqual(processesOf(cacheFolder), [], 'a process is left');
        const left = await readdir(join(cacheFolder, 'temporary'), { recursive: true, withFileTypes: true });
        deepEqual(
          left.filter((entry) => entry.isFile() || entry.name === 'box').map((entry) => entry.name),
          [],
        );
        ok(end.results.every((result) => result.stdout.length <= 2 << 20 && result.stderr.length <= 1 << 17));
        const said = JSON.stringify([end.reason, end.results.map(({ stdout, stderr }) => [stdout, stderr])]);
        if (/environment/.test(file))
          ok(!said.includes(TOKEN) || (tier === 'basic' && /other/.test(file)), 'the environment was shown');
        if (!strict.includes(tier)) return;
        ok(!said.includes(TOKEN), `the secret was read: ${said.slice(0, 300)}`);
        ok(!/OPEN [A-Z]/.test(said), said.slice(0, 300));
        equal(connections, 0, 'the network was reached');
        ok(!existsSync(join(outside, 'written')), 'a file was written in the home');
        ok(existsSync(join(outside, 'secret')), 'a file of the home was removed');
        ok(!existsSync(join(tmpdir(), `verdict-hostile-left-${process.pid}`)), 'a file was left in /tmp');
      });
    }

    async function hostileEnd(
      source: string,
      language: string,
      file: boolean,
    ): Promise<Extract<JudgeEvent, { type: 'judged' }>> {
      return judged(
        judge.judge(
          { language, source },
          [{ name: '1', input: '', ...(file ? { answer: 'expected' } : {}) }],
          {
            timeLimitMs: 300,
            memoryLimitMiB: 128,
            outputLimitMiB: 1,
            ...(file ? { outputFile: 'out.txt' } : {}),
          },
        ),
      );
    }

    it('still judges an honest program', async () => {
      const end = await judged(
        judge.judge({ language: 'python', source: 'print(int(input()) + 1)' }, [
          { name: '1', input: '1\n', answer: '2\n' },
        ]),
      );
      equal(end.verdict, 'AC', end.reason);
    });
  });
}
