import type { Built } from './builds.ts';
import { JudgeError, reasonOf } from './errors.ts';
import { type Limits, NEAR, withDefaults } from './limits.ts';
import type { Ended, Launch, Launcher } from './process/launch.ts';
import type { Verdict } from './verdict.ts';

const MiB = 1024 * 1024;
const REPEATS = 2;

/** Files through which a program reads and writes where the problem says so. */
export interface FileNames {
  inputFile?: string;
  outputFile?: string;
}

/** What a program finds when it starts, besides its standard input. */
export interface Surroundings extends FileNames {
  args?: string[];
  /** Files in its working folder. */
  files?: Record<string, string | Uint8Array>;
}

/** A run that ended, and what it alone says: AC means only that the program ended well within its limits. */
export interface Outcome {
  verdict: Verdict;
  reason?: string;
  ended: Ended;
  output: string;
  /** CPU time within 10 % of the limit: another machine or another day may see it otherwise. */
  nearLimit: boolean;
}

/**
 * Runs a built program on an input and decides what the run alone can decide. CPU time decides TLE, the clock
 * is the backstop for a program that sleeps. A TLE of the first run after a compile is measured again, as is a
 * reading within 10 % of the limit; the best reading counts, since noise only ever adds time.
 */
export async function execute(
  launcher: Launcher,
  built: Built,
  input: string,
  options: Limits & Surroundings & { firstRun?: boolean; signal?: AbortSignal },
): Promise<Outcome> {
  const limits = withDefaults(options);
  const launch = launchOf(built, input, limits, options);
  let best = await once(launcher, launch, limits, options);
  for (
    let repeat = 0;
    repeat < REPEATS && !beyondDoubt(best, limits, options.firstRun === true && repeat === 0);
    repeat++
  ) {
    const again = await once(launcher, launch, limits, options);
    if (timeOf(again) < timeOf(best) || best.verdict === 'TLE') {
      best = again.verdict === 'TLE' && timeOf(again) > timeOf(best) ? best : again;
    }
  }
  return best;
}

function beyondDoubt(outcome: Outcome, limits: Required<Limits>, firstRun: boolean): boolean {
  if (outcome.verdict === 'TLE' && firstRun) return false;
  const cpuMs = outcome.ended.cpuMs;
  if (cpuMs === undefined) return outcome.verdict !== 'TLE';
  return Math.abs(cpuMs - limits.timeLimitMs) > limits.timeLimitMs * NEAR || outcome.ended.stopped === 'wall';
}

function timeOf({ ended }: Outcome): number {
  return ended.cpuMs ?? ended.wallMs;
}

/** How a built program is started under these limits. */
export function launchOf(
  built: Built,
  input: string,
  limits: Required<Limits>,
  options: Surroundings,
): Launch {
  const { inputFile, outputFile, files } = options;
  return {
    argv: [...built.command(limits.memoryLimitMiB), ...(options.args ?? [])],
    env: built.environment,
    input: inputFile ? '' : input,
    ...(files || inputFile ? { files: { ...files, ...(inputFile ? { [inputFile]: input } : {}) } } : {}),
    ...(outputFile ? { collect: [outputFile] } : {}),
    caps: {
      // Beyond this no repetition could bring the reading under the limit.
      cpuMs: limits.timeLimitMs * (1 + NEAR) + 50,
      wallMs: limits.timeLimitMs * 2 + 1000,
      memoryBytes: limits.memoryLimitMiB * MiB,
      outputBytes: limits.outputLimitMiB * MiB,
      fileBytes: limits.outputLimitMiB * MiB,
      processes: built.language.processes,
    },
    readable: built.readable,
    reservesMemory: built.language.reservesMemory,
  };
}

async function once(
  launcher: Launcher,
  launch: Launch,
  limits: Required<Limits>,
  options: FileNames & { signal?: AbortSignal },
): Promise<Outcome> {
  const ended = await launcher.launch(launch, options.signal);
  const file = options.outputFile ? ended.files[options.outputFile] : undefined;
  const output = (file ?? ended.stdout).toString('utf8');
  const judged = judgeEnd(ended, limits);
  if (judged.verdict === 'AC' && options.outputFile && !file && ended.stdout.length === 0) {
    judged.verdict = 'WA';
    judged.reason = `the program wrote neither ${options.outputFile} nor anything to stdout`;
  }
  const { timeLimitMs } = limits;
  const nearLimit = ended.cpuMs !== undefined && Math.abs(ended.cpuMs - timeLimitMs) <= timeLimitMs * NEAR;
  return { ...judged, ended, output, nearLimit };
}

/** The verdict that follows from how the run ended, before any output is looked at. */
export function judgeEnd(ended: Ended, limits: Required<Limits>): { verdict: Verdict; reason?: string } {
  const { timeLimitMs, memoryLimitMiB, outputLimitMiB } = limits;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const limit = `limit ${seconds(timeLimitMs)}`;
  if (ended.stopped === 'output' || ended.signal === 'SIGXFSZ') {
    return { verdict: 'OLE', reason: `wrote more than ${outputLimitMiB} MiB` };
  }
  if (ended.stopped === 'processes') {
    return { verdict: 'RE', reason: 'started more processes than it may' };
  }
  if (ended.stopped === 'memory' || (ended.memoryBytes ?? 0) > memoryLimitMiB * MiB) {
    return { verdict: 'MLE', reason: `used more than ${memoryLimitMiB} MiB of memory` };
  }
  if (ended.cpuMs !== undefined && ended.cpuMs > timeLimitMs) {
    const least = ended.stopped ? 'more than ' : '';
    return { verdict: 'TLE', reason: `${least}${seconds(ended.cpuMs)} of CPU time, ${limit}` };
  }
  if (ended.stopped === 'cpu' || ended.signal === 'SIGXCPU') {
    return { verdict: 'TLE', reason: `more CPU time than the ${limit}` };
  }
  if (ended.stopped === 'wall') {
    const cpu =
      ended.cpuMs === undefined ? '' : `, only ${seconds(ended.cpuMs)} of it on the CPU: it waits or sleeps`;
    return { verdict: 'TLE', reason: `not done after ${seconds(ended.wallMs)}${cpu}, ${limit}` };
  }
  if (ended.cpuMs === undefined && ended.wallMs > timeLimitMs) {
    return { verdict: 'TLE', reason: `took ${seconds(ended.wallMs)}, ${limit}` };
  }
  const heapFull = heapSigns.exec(ended.stderr.toString('utf8'));
  if (heapFull && ended.exitCode !== 0) {
    return { verdict: 'MLE', reason: `the heap of ${memoryLimitMiB} MiB is full: ${heapFull[0]}` };
  }
  if (ended.signal) {
    const meaning = signalMeanings[ended.signal];
    return { verdict: 'RE', reason: `killed by ${ended.signal}${meaning ? ` (${meaning})` : ''}` };
  }
  if (ended.exitCode !== 0) {
    const last = ended.stderr.toString('utf8').trim().split('\n').at(-1)?.slice(0, 200);
    return { verdict: 'RE', reason: `exit code ${ended.exitCode}${last ? `: ${last}` : ''}` };
  }
  return { verdict: 'AC' };
}

/** How the runtimes that we give a heap as large as the limit say that it is full. */
const heapSigns =
  /java\.lang\.OutOfMemoryError: Java heap space|JavaScript heap out of memory|Allowed memory size of \d+ bytes exhausted/;

const signalMeanings: Record<string, string> = {
  SIGSEGV: 'bad memory access, or the stack is full',
  SIGABRT: 'abort, often a failed assertion or an uncaught exception',
  SIGFPE: 'division by zero',
  SIGILL: 'illegal instruction',
  SIGBUS: 'bad memory access',
  SIGKILL: 'killed from outside',
  SIGSYS: 'a system call the sandbox forbids',
};

/** JE with the reason of whatever was thrown; aborts pass through. */
export function judgeErrorReason(error: unknown, signal: AbortSignal | undefined): string {
  signal?.throwIfAborted();
  return error instanceof JudgeError ? error.message : `The judge failed: ${reasonOf(error)}`;
}
