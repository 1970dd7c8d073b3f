import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import {
  commands,
  type DebugConfiguration,
  debug,
  extensions,
  l10n,
  type TestRun,
  window,
  workspace,
} from 'vscode';
import { languageOf, type Test } from '../../judge/index.ts';
import { type Problem, programFor } from '../../problem/index.ts';
import type { OwnProgram } from '../sampleRun.ts';
import { needTrust } from '../trust.ts';
import type { Workbench } from '../workbench.ts';

/** Where the parts of a program under a debugger are. */
interface Place {
  /** The source file, as the user sees it. */
  source: string;
  /** The compiled program, where there is one. */
  program: string;
  /** The file its standard input comes from. */
  input: string;
  folder: string;
}

/** A debugger's extension and how it is told to read standard input from a file. */
interface Debugger {
  extension: string;
  name: string;
  configuration(place: Place): DebugConfiguration;
}

/** Reads standard input from the file that the first argument names, then runs the second. */
const pythonStart = `import os, runpy, sys
given, program = sys.argv[1:3]
os.dup2(os.open(given, os.O_RDONLY), 0)
sys.stdin = open(0, encoding='utf-8', closefd=False)
sys.argv = [program]
sys.path[0] = os.path.dirname(program)
runpy.run_path(program, run_name='__main__')
`;
/** The lowest free descriptor is taken: the file becomes standard input. */
const nodeStart = `const fs = require('node:fs');
fs.closeSync(0);
fs.openSync(process.env.VERDICT_INPUT, 'r');
`;

const native: Debugger[] = [
  {
    extension: 'vadimcn.vscode-lldb',
    name: 'CodeLLDB',
    configuration: ({ program, input, folder }) => ({
      type: 'lldb',
      request: 'launch',
      name: '',
      program,
      cwd: folder,
      stdio: [input, null, null],
    }),
  },
  {
    extension: 'llvm-vs-code-extensions.lldb-dap',
    name: 'LLDB DAP',
    configuration: ({ program, input, folder }) => ({
      type: 'lldb-dap',
      request: 'launch',
      name: '',
      program,
      cwd: folder,
      stdio: [input],
    }),
  },
  {
    extension: 'ms-vscode.cpptools',
    name: 'C/C++',
    // gdb starts the program through a shell, which is what redirects.
    configuration: ({ program, input, folder }) => ({
      type: 'cppdbg',
      request: 'launch',
      name: '',
      program,
      cwd: folder,
      MIMode: process.platform === 'darwin' ? 'lldb' : 'gdb',
      args: ['<', input],
    }),
  },
];

const debuggers: Record<string, Debugger[]> = {
  c: native,
  cpp: native,
  rust: native,
  python: [
    {
      extension: 'ms-python.debugpy',
      name: 'Python Debugger',
      configuration: ({ source, input, folder }) => ({
        type: 'debugpy',
        request: 'launch',
        name: '',
        program: join(folder, 'start.py'),
        args: [input, source],
        cwd: folder,
        console: 'internalConsole',
        justMyCode: true,
      }),
    },
  ],
  javascript: [
    {
      extension: 'ms-vscode.js-debug',
      name: 'JavaScript Debugger',
      configuration: ({ source, input, folder }) => ({
        type: 'node',
        request: 'launch',
        name: '',
        program: source,
        cwd: folder,
        runtimeArgs: ['--require', join(folder, 'start.cjs')],
        env: { VERDICT_INPUT: input },
        console: 'internalConsole',
        outputCapture: 'std',
      }),
    },
  ],
};

/** How a program is compiled for a debugger, without optimisation. The first command of the language compiles. */
const compilers: Record<string, (place: Place) => string[]> = {
  c: ({ source, program }) => ['-g', '-O0', source, '-o', program, '-lm'],
  cpp: ({ source, program }) => ['-std=c++20', '-g', '-O0', source, '-o', program],
  rust: ({ source, program }) => ['--edition', '2021', '-g', source, '-o', program],
};

/**
 * Starts the program under the debugger that is installed for its language, its standard input the test's, and
 * resolves when the session has ended. Throws when that is not possible; the message says what is missing.
 */
export async function debugTest(
  { document, language, source }: OwnProgram,
  problem: Problem,
  test: Test,
  workbench: Workbench,
  run: TestRun,
): Promise<void> {
  needTrust();
  const name = languageOf(language)?.name ?? language;
  const known = debuggers[language];
  if (!known)
    throw new Error(
      l10n.t(
        'Debugging on a test is known for {0}, not for {1}. Start your debugger by hand and give it the test as its input.',
        Object.keys(debuggers)
          .map((id) => languageOf(id)?.name)
          .join(', '),
        name,
      ),
    );
  const whole = programFor(problem, source, language);
  if ('reason' in whole || whole.program !== source)
    throw new Error(
      l10n.t('A function alone cannot be debugged: write a main program that calls it, then try again.'),
    );
  if (document.uri.scheme !== 'file' || (document.isDirty && !(await document.save())))
    throw new Error(l10n.t('A debugger needs the program as a file: save it, then try again.'));
  const found = known.find(({ extension }) => extensions.getExtension(extension));
  if (!found) {
    void offer(known, name);
    throw new Error(l10n.t('No debugger for {0} is installed: {1}.', name, inWords(known)));
  }
  const folder = await mkdtemp(join(tmpdir(), 'verdict-debug-'));
  try {
    const place: Place = {
      source: document.uri.fsPath,
      program: join(folder, process.platform === 'win32' ? 'program.exe' : 'program'),
      input: join(folder, 'input.txt'),
      folder,
    };
    await writeFile(place.input, test.input);
    await writeFile(join(folder, 'start.py'), pythonStart);
    await writeFile(join(folder, 'start.cjs'), nodeStart);
    if (problem.inputFile) await writeFile(join(folder, basename(problem.inputFile)), test.input);
    await compile(language, place, workbench);
    await session({ ...found.configuration(place), name: `${basename(place.source)}: ${test.name}` }, run);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function compile(language: string, place: Place, workbench: Workbench): Promise<void> {
  const flags = compilers[language]?.(place);
  if (!flags) return;
  const status = (await (await workbench.judge()).languages()).find(({ id }) => id === language);
  const [compiler] = status?.commands ?? [];
  if (!compiler) throw new Error(l10n.t('The compiler was not found. {0}', status?.install ?? ''));
  try {
    await promisify(execFile)(compiler, flags, { cwd: place.folder, timeout: 120_000 });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(l10n.t('It does not compile:\n{0}', stderr ?? String(error)), { cause: error });
  }
}

/** Runs one session and waits for its end; a cancelled test run ends the session. */
async function session(configuration: DebugConfiguration, testRun: TestRun): Promise<void> {
  const watching: { dispose(): unknown }[] = [];
  const ended = new Promise<void>((resolve) => {
    watching.push(
      debug.onDidTerminateDebugSession((it) => {
        if (it.configuration.name === configuration.name && !it.parentSession) resolve();
      }),
      testRun.token.onCancellationRequested(() => void debug.stopDebugging().then(() => resolve())),
    );
  });
  try {
    const folder = workspace.workspaceFolders?.[0];
    if (!(await debug.startDebugging(folder, configuration, { testRun })))
      throw new Error(l10n.t('The debugger did not start. Its own messages say why.'));
    await ended;
  } finally {
    for (const it of watching) it.dispose();
  }
}

function inWords(known: Debugger[]): string {
  return known.map(({ name, extension }) => `${name} (${extension})`).join(` ${l10n.t('or')} `);
}

async function offer(known: Debugger[], language: string): Promise<void> {
  const find = l10n.t('Find It');
  const answer = await window.showInformationMessage(
    l10n.t('To debug {0} on a test, install {1}.', language, inWords(known)),
    find,
  );
  if (answer === find)
    await commands.executeCommand(
      'workbench.extensions.search',
      known.map(({ extension }) => `@id:${extension}`).join(' '),
    );
}
