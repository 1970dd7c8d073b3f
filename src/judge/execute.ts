import type { Built } from './builds.ts';
import { JudgeError, reasonOf } from './errors.ts';
import { type Limits, MiB, NEAR, withDefaults } from './limits.ts';
import type { Ended, Launch, Launcher } from './process/launch.ts';
import { judgeEnd } from './run-end.ts';
import type { Verdict } from './verdict.ts';

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
    repeat < REPEATS && !beyondDoubt(best, options.firstRun === true && repeat === 0);
    repeat++
  ) {
    const again = await once(launcher, launch, limits, options);
    if (isBetter(again, best)) best = again;
  }
  return best;
}

function beyondDoubt({ verdict, ended, nearLimit }: Outcome, firstRun: boolean): boolean {
  if (verdict === 'TLE' && (firstRun || ended.cpuMs === undefined)) return false;
  return !nearLimit || ended.stopped === 'wall';
}

function isBetter(one: Outcome, other: Outcome): boolean {
  const isLate = one.verdict === 'TLE';
  const wasLate = other.verdict === 'TLE';
  return isLate === wasLate ? timeOf(one) < timeOf(other) : wasLate;
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

/** JE with the reason of whatever was thrown; aborts pass through. */
export function judgeErrorReason(error: unknown, signal: AbortSignal | undefined): string {
  signal?.throwIfAborted();
  return error instanceof JudgeError ? error.message : `The judge failed: ${reasonOf(error)}`;
}
