import { type Limits, MiB } from './limits.ts';
import type { Ended } from './process/launch.ts';
import type { Verdict } from './verdict.ts';

/** The verdict that follows from how the run ended, before any output is looked at. */
export function judgeEnd(ended: Ended, limits: Required<Limits>): { verdict: Verdict; reason?: string } {
  const { timeLimitMs, memoryLimitMiB, outputLimitMiB } = limits;
  // What is over the limit never reads as the limit itself.
  const isBarelyOver = (ms: number) => ms > timeLimitMs && ms < timeLimitMs + 10;
  const seconds = (ms: number) => `${(Math.ceil(ms) / 1000).toFixed(isBarelyOver(ms) ? 3 : 2)} s`;
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
