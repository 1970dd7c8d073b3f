import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Checker } from '../../problem/index.ts';
import { type Builds, type Built, CompileError } from '../builds.ts';
import { JudgeError } from '../errors.ts';
import { MiB } from '../limits.ts';
import type { Caps, Ended, Launch, Launcher } from '../process/launch.ts';
import type { Program } from '../program.ts';
import { readProgram } from '../read-program.ts';
import type { Finding } from './compare.ts';

/** A checker or interactor that is a program of its own. */
export type ProgramChecker = Extract<Checker, { kind: 'program' }>;

const INPUT = 'input.txt';
const ANSWER = 'answer.txt';
const OUTPUT = 'output.txt';
const FEEDBACK = 'feedback/';
const FOLDERS_UP = 4;

const caps: Caps = {
  cpuMs: 60_000,
  wallMs: 90_000,
  memoryBytes: 2048 * MiB,
  outputBytes: 16 * MiB,
  fileBytes: 64 * MiB,
  processes: 128,
};

/**
 * A built checker or interactor. Protocols: `testlib` (exit 0 accepted, 1 wrong, 2 and 4 presentation, 7 points,
 * 8 the output ends too early; arguments input, output, answer), `kattis` (exit 42 accepted, 43 wrong; arguments
 * input, answer, feedback folder, flags; output on stdin), `script` (a snippet in any language, called as testlib
 * does; exit 0 accepted, 1 wrong, its last line is the reason).
 */
export class CheckingProgram {
  readonly checker: ProgramChecker;
  readonly role: 'checker' | 'interactor';
  readonly built: Built;

  private constructor(checker: ProgramChecker, role: 'checker' | 'interactor', built: Built) {
    this.checker = checker;
    this.role = role;
    this.built = built;
  }

  /**
   * Compiles it (`given`, or what lies at the checker's path). Throws a JudgeError with what to do: the
   * submission is never to blame.
   */
  static async build(
    builds: Builds,
    checker: ProgramChecker,
    role: 'checker' | 'interactor',
    signal?: AbortSignal,
    given?: Program,
  ): Promise<CheckingProgram> {
    const program = given ?? (await readProgram(checker.path, (name) => builds.toolchains.languageOf(name)));
    const header = await testlibHeader(checker.path, program.files);
    try {
      const built = await builds.build(
        header ? { ...program, files: { ...program.files, 'testlib.h': header } } : program,
        signal,
      );
      return new CheckingProgram(checker, role, built);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      const missing = /testlib\.h: No such file|'testlib\.h' file not found/.test(error.message);
      const why = missing
        ? `The ${role} ${checker.path} needs testlib.h, which is not part of this program. Put testlib.h beside it, into the problem's folder, or on the compiler's include path.`
        : `The ${role} ${checker.path} does not compile:\n${error.message}`;
      throw new JudgeError(`${role}-failed`, why, { cause: error });
    }
  }

  /** What it says of an output. Throws a JudgeError when it fails. */
  async check(
    launcher: Launcher,
    texts: { input: string; output: string; answer: string },
    signal?: AbortSignal,
  ): Promise<Finding> {
    const kattis = this.checker.protocol === 'kattis';
    const launch = this.#launch(texts, kattis ? texts.output : '', kattis ? [] : [INPUT, OUTPUT, ANSWER]);
    return this.findingOf(await launcher.launch(launch, signal));
  }

  /** What a Kattis static validator says of a submission's files; `given` are its arguments before the feedback folder. */
  async inspect(
    launcher: Launcher,
    files: Record<string, string | Uint8Array>,
    given: string[],
    signal?: AbortSignal,
  ): Promise<Finding> {
    const { flags = [] } = this.checker;
    const launch = this.#launch({ input: '', output: '', answer: '' }, '', []);
    return this.findingOf(
      await launcher.launch(
        {
          ...launch,
          argv: [...this.built.command(caps.memoryBytes / MiB), ...given, FEEDBACK, ...flags],
          files: { ...files, [FEEDBACK]: '' },
        },
        signal,
      ),
    );
  }

  /** How it is started for a conversation with a submission. */
  interaction(texts: { input: string; answer: string }, wallMs: number): Launch {
    const launch = this.#launch({ ...texts, output: '' }, '', [INPUT, OUTPUT, ANSWER]);
    // It waits for the submission, which is watched by itself.
    return {
      ...launch,
      caps: { ...caps, wallMs: Math.max(caps.wallMs, wallMs * 2) },
      collect: [...(launch.collect ?? []), OUTPUT],
    };
  }

  #launch(
    texts: { input: string; output: string; answer: string },
    input: string,
    testlibArguments: string[],
  ): Launch {
    const { protocol, flags = [] } = this.checker;
    const kattis = protocol === 'kattis';
    const memoryMiB = caps.memoryBytes / MiB;
    return {
      argv: [
        ...this.built.command(memoryMiB),
        ...(kattis ? [INPUT, ANSWER, FEEDBACK] : testlibArguments),
        ...flags,
      ],
      env: this.built.environment,
      input,
      files: {
        [INPUT]: texts.input,
        [ANSWER]: texts.answer,
        ...(kattis ? { [FEEDBACK]: '' } : this.role === 'checker' ? { [OUTPUT]: texts.output } : {}),
      },
      collect: kattis
        ? ['judgemessage.txt', 'teammessage.txt', 'score.txt', 'score_multiplier.txt', 'judgeerror.txt'].map(
            (name) => FEEDBACK + name,
          )
        : [],
      caps,
      readable: this.built.readable,
      reservesMemory: this.built.language.reservesMemory,
    };
  }

  /** What its exit code means. Throws a JudgeError for one that means nothing. */
  findingOf(ended: Ended): Finding {
    const said = messageOf(ended);
    const reason = said === '' ? {} : { reason: said };
    const meaning =
      ended.stopped || ended.signal ? undefined : meanings[this.checker.protocol][ended.exitCode ?? -1];
    if (meaning) {
      const score = scoreOf(ended, this.checker.protocol);
      const scoreMultiplier = numberIn(ended.files[`${FEEDBACK}score_multiplier.txt`]?.toString());
      const judgeMessage = ended.files[`${FEEDBACK}judgemessage.txt`]?.toString('utf8');
      return {
        verdict: meaning,
        ...(meaning === 'AC' ? {} : reason),
        ...(score === undefined ? {} : { score }),
        ...(scoreMultiplier === undefined ? {} : { scoreMultiplier }),
        ...(judgeMessage ? { judgeMessage: judgeMessage.slice(0, 10_000) } : {}),
      };
    }
    const end = ended.stopped
      ? `was ended: too much ${ended.stopped}`
      : ended.signal
        ? `was killed by ${ended.signal}`
        : `ended with exit code ${ended.exitCode}, which means nothing to a ${this.checker.protocol} ${this.role}`;
    throw new JudgeError(`${this.role}-failed`, `The ${this.role} ${end}. ${said}`.trim());
  }
}

type Meanings = Record<number, Finding['verdict'] | undefined>;

/** testlib: 3 is "the checker or the answer is at fault", and therefore no verdict. */
const meanings: Record<ProgramChecker['protocol'], Meanings> = {
  testlib: { 0: 'AC', 1: 'WA', 2: 'PE', 4: 'PE', 7: 'AC', 8: 'WA' },
  kattis: { 42: 'AC', 43: 'WA' },
  script: { 0: 'AC', 1: 'WA' },
};

function messageOf(ended: Ended): string {
  const feedback = ['judgeerror.txt', 'judgemessage.txt', 'teammessage.txt'].map(
    (name) => ended.files[FEEDBACK + name],
  );
  const text =
    [...feedback, ended.stderr, ended.stdout].map((bytes) => bytes?.toString('utf8').trim()).find(Boolean) ??
    '';
  return text.split('\n').slice(-3).join('\n').slice(0, 500);
}

function scoreOf(ended: Ended, protocol: ProgramChecker['protocol']): number | undefined {
  const text =
    protocol === 'kattis'
      ? ended.files[`${FEEDBACK}score.txt`]?.toString()
      : ended.exitCode === 7
        ? /points\s+(-?[\d.]+)/.exec(ended.stderr.toString())?.[1]
        : undefined;
  return numberIn(text);
}

function numberIn(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : undefined;
}

/** testlib.h from the problem's folder or the user's include path; the system's own path the compiler knows. */
async function testlibHeader(
  path: string,
  files: Record<string, string | Uint8Array>,
): Promise<Buffer | undefined> {
  const wanted = Object.values(files).some((content) =>
    /#\s*include\s*[<"]testlib\.h[>"]/.test(content.toString()),
  );
  if (!wanted || files['testlib.h']) return undefined;
  const candidates: string[] = [];
  for (let folder = dirname(path), up = 0; up < FOLDERS_UP; folder = dirname(folder), up++) {
    candidates.push(folder, join(folder, 'include'), join(folder, 'files'), join(folder, 'lib'));
  }
  candidates.push(
    ...(process.env.CPLUS_INCLUDE_PATH ?? '').split(delimiter),
    ...(process.env.CPATH ?? '').split(delimiter),
  );
  for (const folder of candidates.filter(Boolean)) {
    const header = await readFile(join(folder, 'testlib.h')).catch(() => undefined);
    if (header) return header;
  }
  return undefined;
}
