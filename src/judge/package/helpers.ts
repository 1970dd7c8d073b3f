import { access } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { PackageTest, ProblemPackage } from '../../problem/index.ts';
import { type Builds, type Built, CompileError } from '../builds.ts';
import { CheckingProgram } from '../checkers/checking-program.ts';
import { compare, type Finding } from '../checkers/compare.ts';
import { JudgeError } from '../errors.ts';
import type { JudgeTestOptions } from '../options.ts';
import type { Program } from '../program.ts';
import type { Test, TestResult } from '../verdict.ts';
import { defaultValidator } from './default-validator.ts';
import type { CustomGrader } from './grade.ts';
import { helperProgram } from './programs.ts';

/** What verification needs of the judge. */
export interface Runner {
  builds: Builds;
  judgeTest(built: Built, test: Test, options: JudgeTestOptions): Promise<TestResult>;
}

/** A helper may be slow, but not endless. */
const helperLimits = { timeLimitMs: 60_000, memoryLimitMiB: 2048 };
/** What these tools say of a valid input. */
const approvals: Record<string, number> = { checktestdata: 0, viva: 0 };
const VIVA_INPUT = 'input.txt';

/** The validators and graders of a package, compiled when they are first needed. */
export class PackageHelpers {
  readonly runner: Runner;
  readonly problem: ProblemPackage;
  readonly signal: AbortSignal;
  readonly #built = new Map<string, Promise<{ built: Built; program: Program }>>();

  constructor(runner: Runner, problem: ProblemPackage, signal: AbortSignal) {
    this.runner = runner;
    this.problem = problem;
    this.signal = signal;
  }

  /**
   * Why an input validator refuses an input; undefined when it approves it. Throws a JudgeError when the
   * validator cannot be had: kind `toolchain-missing` where this machine lacks its tool.
   */
  async refusal(path: string, test: PackageTest): Promise<string | undefined> {
    const { built, program } = await this.#build(path, 'input validator');
    const { language } = program;
    const isViva = language === 'viva';
    const own = Object.keys(program.files).length > 1 ? program.files : {};
    const result = await this.runner.judgeTest(
      built,
      { name: test.name, input: isViva ? '' : test.input },
      {
        ...helperLimits,
        args: isViva ? [VIVA_INPUT] : [...flagsFor(path, test), ...test.args],
        files: { ...own, ...test.files, ...(isViva ? { [VIVA_INPUT]: test.input } : {}) },
        signal: this.signal,
      },
    );
    const approval = approvals[language] ?? 42;
    if (result.exitCode === approval) return undefined;
    if (result.exitCode === undefined && result.verdict === 'JE')
      throw new JudgeError('validator-failed', result.reason ?? 'the judge failed');
    const said = (result.stderr || result.stdout).trim().split('\n').at(-1);
    const end = result.exitCode === undefined ? result.reason : `exit code ${result.exitCode}`;
    return [end, said].filter(Boolean).join(': ');
  }

  /** What the output validator, or each of them (legacy), says of an output that lies in the package. */
  async findingOn(output: string, test: PackageTest): Promise<Finding> {
    const answer = test.answer ?? '';
    const { outputValidators } = this.problem;
    if (outputValidators.length === 0) return compare(this.defaultChecker(test), output, answer);
    let finding: Finding = { verdict: 'AC' };
    for (const path of outputValidators) {
      const checker = await this.checking(path, test, 'checker');
      finding = await checker.check(
        this.runner.builds.launcher,
        { input: test.input, output, answer },
        this.signal,
      );
      if (finding.verdict !== 'AC') return finding;
    }
    return finding;
  }

  /** The default output validator with the flags of a test. */
  defaultChecker(test: PackageTest): ReturnType<typeof defaultValidator> {
    return defaultValidator(this.outputFlags(test));
  }

  outputFlags(test: PackageTest): string[] {
    return [...this.problem.metadata.validatorFlags, ...test.outputFlags];
  }

  /** An output validator with the flags of a test, to check an output or to talk to the submission. */
  async checking(path: string, test: PackageTest, role: 'checker' | 'interactor'): Promise<CheckingProgram> {
    return this.#checkingProgram(path, this.outputFlags(test), role, 'output validator');
  }

  /** The static validator with its flags. */
  staticValidator(path: string, flags: string[]): Promise<CheckingProgram> {
    return this.#checkingProgram(path, flags, 'checker', 'static validator');
  }

  /** The package's own grader; undefined when it has none. */
  grader(): CustomGrader | undefined {
    const [path] = this.problem.graders;
    if (path === undefined) return undefined;
    return async (args, input) => {
      const { built } = await this.#build(path, 'grader');
      const result = await this.runner.judgeTest(
        built,
        { name: 'grading', input },
        { ...helperLimits, args, signal: this.signal },
      );
      if (result.verdict === 'AC') return result.stdout;
      throw new JudgeError('bad-package', `The grader ${path} failed: ${result.reason ?? result.verdict}`);
    };
  }

  async #checkingProgram(
    path: string,
    flags: string[],
    role: 'checker' | 'interactor',
    what: string,
  ): Promise<CheckingProgram> {
    const program = await this.#program(path);
    const checker = { kind: 'program' as const, protocol: 'kattis' as const, path, flags };
    const checking = await CheckingProgram.build(this.runner.builds, checker, role, this.signal, program);
    await this.#demandRun(checking.built, path, what);
    return checking;
  }

  /** An input validator or grader, compiled once. */
  #build(path: string, what: string): Promise<{ built: Built; program: Program }> {
    const known = this.#built.get(path);
    if (known) return known;
    const building = this.#compile(path, what);
    this.#built.set(path, building);
    return building;
  }

  async #compile(path: string, what: string): Promise<{ built: Built; program: Program }> {
    const program = await this.#program(path);
    try {
      const built = await this.runner.builds.build(program, this.signal);
      await this.#demandRun(built, path, what);
      return { built, program };
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      const how = program.language === 'build-script' ? 'is not built' : 'does not compile';
      throw new JudgeError('bad-package', `The ${what} ${this.#within(path)} ${how}:\n${error.message}`, {
        cause: error,
      });
    }
  }

  #program(path: string): Promise<Program> {
    const { toolchains } = this.runner.builds;
    return helperProgram(path, this.problem, (file) => toolchains.languageOf(file));
  }

  async #demandRun({ language, folder }: Built, path: string, what: string): Promise<void> {
    if (language.id !== 'build-script') return;
    await access(join(folder, 'run')).catch(() => {
      throw new JudgeError('bad-package', `The ${what} ${this.#within(path)}: "build" made no file "run".`);
    });
  }

  #within(path: string): string {
    return path.slice(this.problem.folder.length + 1);
  }
}

/** The flags of a test for one input validator, which is named by its file without extension or its folder. */
function flagsFor(path: string, { inputFlags }: PackageTest): string[] {
  if (Array.isArray(inputFlags)) return inputFlags;
  const file = basename(path);
  return inputFlags[file] ?? inputFlags[basename(path, extname(path))] ?? [];
}
