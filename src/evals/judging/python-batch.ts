import type { Judge, Verdict } from '../../judge/index.ts';

/** What one program did with one input. */
export interface BatchRun {
  /** AC: it ended by itself with exit code 0, within the time. */
  verdict: Verdict;
  reason?: string;
  stdout: string;
}

interface BatchOptions {
  timeLimitMs: number;
  memoryLimitMiB: number;
  signal: AbortSignal;
}

/** Where a process can become two. */
export const canBatch = process.platform !== 'win32';

/**
 * Runs a Python program on several inputs in one start of the interpreter: it reads the program and its imports once
 * and forks for each input, so that every run begins as a program of its own begins, with its own files and clock.
 * It all stays in one run of the judge's sandbox.
 */
export async function runBatch(
  judge: Judge,
  program: { imports: string; source: string },
  inputs: string[],
  { timeLimitMs, memoryLimitMiB, signal }: BatchOptions,
): Promise<BatchRun[]> {
  const given = JSON.stringify({ ...program, inputs, seconds: timeLimitMs / 1000 });
  const limits = { timeLimitMs: (timeLimitMs + 500) * inputs.length, memoryLimitMiB, outputLimitMiB: 256 };
  const run = await judge.run({ language: 'python', source: forking }, given, { limits, signal });
  const failed = (verdict: Verdict, reason = run.reason): BatchRun[] => [
    { verdict, stdout: '', ...(reason ? { reason } : {}) },
  ];
  if (run.verdict !== 'AC') return failed(run.verdict);
  try {
    const results = JSON.parse(run.stdout) as Result[];
    return results.map((result) => ({ ...verdictOf(result, timeLimitMs), stdout: result.out }));
  } catch {
    return failed('RE', 'the program wrote where it had nothing to write');
  }
}

interface Result {
  out: string;
  error: string;
  /** Exit code, or minus the number of the signal; absent: it does not compile. */
  code?: number;
  cpuMs: number;
  slept: boolean;
}

function verdictOf(
  { code, error, cpuMs, slept }: Result,
  timeLimitMs: number,
): Pick<BatchRun, 'verdict' | 'reason'> {
  if (code === undefined) return { verdict: 'CE', reason: error };
  if (cpuMs > timeLimitMs || slept)
    return {
      verdict: 'TLE',
      reason: `${(cpuMs / 1000).toFixed(2)} s of CPU time, limit ${timeLimitMs / 1000} s`,
    };
  if (code === 0) return { verdict: 'AC' };
  const how = code < 0 ? `killed by signal ${-code}` : `exit code ${code}`;
  return { verdict: 'RE', reason: error ? `${how}: ${error}` : how };
}

const forking = `import io, json, os, resource, signal, sys, tempfile, threading, traceback

given = json.load(sys.stdin)
try:
    code = compile(given["source"], "solution.py", "exec", dont_inherit=True)
except (SyntaxError, ValueError) as error:
    print(json.dumps([{"out": "", "error": str(error), "cpuMs": 0, "slept": False}]))
    sys.exit(0)
space = {"__name__": "__main__", "__builtins__": __builtins__}
exec(given["imports"], space)


def child(read, wrote, erred):
    for stream, place in ((read, 0), (wrote, 1), (erred, 2)):
        os.dup2(stream.fileno(), place)
        stream.close()
    seconds = int(given["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), "utf-8")
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8", "backslashreplace", write_through=True)
    ended = 0
    try:
        exec(code, space)
        threading._shutdown()
        sys.stdout.flush()
    except SystemExit as left:
        if left.code is not None:
            ended = left.code if isinstance(left.code, int) else 1
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        ended = 1
    os._exit(ended & 255)


def run(text):
    with tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as wrote, tempfile.TemporaryFile() as erred:
        read.write(text.encode())
        read.seek(0)
        pid = os.fork()
        if pid == 0:
            child(read, wrote, erred)
        slept = []
        signal.signal(signal.SIGALRM, lambda *_: (slept.append(1), os.kill(pid, signal.SIGKILL)))
        signal.setitimer(signal.ITIMER_REAL, 2 * given["seconds"] + 1)
        _, status, used = os.wait4(pid, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        wrote.seek(0)
        erred.seek(max(0, erred.seek(0, 2) - 200))
        lines = erred.read().decode(errors="replace").strip().split("\\n")
        return {
            "out": wrote.read().decode(errors="replace"),
            "error": lines[-1],
            "code": os.waitstatus_to_exitcode(status),
            "cpuMs": 1000 * (used.ru_utime + used.ru_stime),
            "slept": bool(slept),
        }


print(json.dumps([run(text) for text in given["inputs"]]))
`;
