import { deepEqual } from 'node:assert/strict';
import { withDefaults } from '../../src/judge/limits.ts';
import type { Ended } from '../../src/judge/process/launch.ts';
import { judgeEnd } from '../../src/judge/run-end.ts';

const limits = withDefaults({ timeLimitMs: 2000, memoryLimitMiB: 64, outputLimitMiB: 1 });

/** A run that ended well, or as told. */
function run({ stderr = '', ...how }: Partial<Omit<Ended, 'stderr'>> & { stderr?: string }): Ended {
  return {
    exitCode: 0,
    wallMs: 120,
    cpuMs: 100,
    memoryBytes: 1 << 20,
    stdout: Buffer.alloc(0),
    stderr: Buffer.from(stderr),
    truncated: false,
    files: {},
    ...how,
  };
}

type Case = [what: string, ended: Ended, verdict: string, reason?: string];

const javaHeap = 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n';
const trace = 'Traceback\n  File "main.py"\nValueError: no\n';
const none = { exitCode: undefined };

const cases: Case[] = [
  ['a run that ends well', run({}), 'AC'],
  ['one that uses exactly its time and memory', run({ cpuMs: 2000, memoryBytes: 64 << 20 }), 'AC'],
  ['one that waits long, where its CPU time is known', run({ wallMs: 2900 }), 'AC'],
  [
    'one without readings, within its time',
    run({ cpuMs: undefined, memoryBytes: undefined, wallMs: 2000 }),
    'AC',
  ],
  ['a sign of a full heap in a run that ends well', run({ stderr: javaHeap }), 'AC'],

  ['too much output', run({ stopped: 'output', ...none }), 'OLE', 'wrote more than 1 MiB'],
  ['a file that is too large', run({ signal: 'SIGXFSZ', ...none }), 'OLE', 'wrote more than 1 MiB'],
  ['too many processes', run({ stopped: 'processes', ...none }), 'RE', 'started more processes than it may'],
  ['too much memory', run({ stopped: 'memory', ...none }), 'MLE', 'used more than 64 MiB of memory'],
  ['a byte too much', run({ memoryBytes: (64 << 20) + 1 }), 'MLE', 'used more than 64 MiB of memory'],
  [
    'late and too large',
    run({ memoryBytes: 65 << 20, cpuMs: 3000 }),
    'MLE',
    'used more than 64 MiB of memory',
  ],

  ['hardly late', run({ cpuMs: 2000.2 }), 'TLE', '2.001 s of CPU time, limit 2.00 s'],
  ['a little late', run({ cpuMs: 2005 }), 'TLE', '2.005 s of CPU time, limit 2.00 s'],
  ['late', run({ cpuMs: 2010 }), 'TLE', '2.01 s of CPU time, limit 2.00 s'],
  [
    'stopped while it computed',
    run({ stopped: 'cpu', cpuMs: 2260, ...none }),
    'TLE',
    'more than 2.26 s of CPU time, limit 2.00 s',
  ],
  [
    'stopped without a reading',
    run({ stopped: 'cpu', cpuMs: undefined, ...none }),
    'TLE',
    'more CPU time than the limit 2.00 s',
  ],
  [
    'stopped by the system',
    run({ signal: 'SIGXCPU', cpuMs: 1990, ...none }),
    'TLE',
    'more CPU time than the limit 2.00 s',
  ],
  [
    'a sleeper',
    run({ stopped: 'wall', wallMs: 5000, cpuMs: 20, ...none }),
    'TLE',
    'not done after 5.00 s, only 0.02 s of it on the CPU: it waits or sleeps, limit 2.00 s',
  ],
  [
    'stopped by the clock without a reading',
    run({ stopped: 'wall', wallMs: 5000, cpuMs: undefined, ...none }),
    'TLE',
    'not done after 5.00 s, limit 2.00 s',
  ],
  ['late by the clock alone', run({ cpuMs: undefined, wallMs: 2001 }), 'TLE', 'took 2.001 s, limit 2.00 s'],

  [
    'a heap of Java that is full',
    run({ exitCode: 1, stderr: javaHeap }),
    'MLE',
    'the heap of 64 MiB is full: java.lang.OutOfMemoryError: Java heap space',
  ],
  [
    'one of JavaScript, ended by a signal',
    run({ ...none, signal: 'SIGABRT', stderr: 'FATAL ERROR: JavaScript heap out of memory' }),
    'MLE',
    'the heap of 64 MiB is full: JavaScript heap out of memory',
  ],
  [
    'one of PHP',
    run({ exitCode: 255, stderr: 'Fatal error: Allowed memory size of 67108864 bytes exhausted (tried)' }),
    'MLE',
    'the heap of 64 MiB is full: Allowed memory size of 67108864 bytes exhausted',
  ],

  ['an exit code', run({ exitCode: 3 }), 'RE', 'exit code 3'],
  ['an exception', run({ exitCode: 1, stderr: trace }), 'RE', 'exit code 1: ValueError: no'],
  [
    'a long last line',
    run({ exitCode: 1, stderr: 'x'.repeat(500) }),
    'RE',
    `exit code 1: ${'x'.repeat(200)}`,
  ],
  ['a signal without a meaning', run({ ...none, signal: 'SIGUSR1' }), 'RE', 'killed by SIGUSR1'],
  ...(
    [
      ['SIGSEGV', 'bad memory access, or the stack is full'],
      ['SIGABRT', 'abort, often a failed assertion or an uncaught exception'],
      ['SIGFPE', 'division by zero'],
      ['SIGILL', 'illegal instruction'],
      ['SIGBUS', 'bad memory access'],
      ['SIGKILL', 'killed from outside'],
      ['SIGSYS', 'a system call the sandbox forbids'],
    ] as const
  ).map(
    ([signal, meaning]): Case => [signal, run({ ...none, signal }), 'RE', `killed by ${signal} (${meaning})`],
  ),
];

describe('the verdict of how a run ended', () => {
  for (const [what, ended, verdict, reason] of cases) {
    it(`${verdict} for ${what}`, () => {
      deepEqual(judgeEnd(ended, limits), reason === undefined ? { verdict } : { verdict, reason });
    });
  }
});
