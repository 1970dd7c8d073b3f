import { deepEqual, equal, match } from 'node:assert/strict';
import type { Built } from '../../src/judge/builds.ts';
import { JudgeError } from '../../src/judge/errors.ts';
import { execute, judgeErrorReason, launchOf } from '../../src/judge/execute.ts';
import { withDefaults } from '../../src/judge/limits.ts';
import type { Ended, Launch, Launcher } from '../../src/judge/process/launch.ts';

const built: Built = {
  // Of the entry of the language table, only what a start asks for.
  language: { processes: 8, reservesMemory: true } as Built['language'],
  cached: false,
  warnings: '',
  folder: '/opt/build',
  environment: { LANG: 'C' },
  readable: ['/opt/tool'],
  command: (memoryLimitMiB) => ['/opt/tool/run', `-Xmx${memoryLimitMiB}m`],
};
const limits = { timeLimitMs: 1000, memoryLimitMiB: 64, outputLimitMiB: 2 };

/**
 * Stands in for real processes, of which no test can order the time: each start ends as told, one after another.
 */
function launcherOf(...ends: Partial<Ended>[]): Launcher & { launched: Launch[] } {
  const launched: Launch[] = [];
  return {
    launched,
    async launch(launch) {
      const how = ends[launched.length];
      launched.push(launch);
      if (!how) throw new Error('started too often');
      const [stdout, stderr] = [Buffer.from('out\n'), Buffer.alloc(0)];
      return { exitCode: 0, cpuMs: 100, wallMs: 100, stdout, stderr, truncated: false, files: {}, ...how };
    },
    converse: () => Promise.reject(new Error('not here')),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

describe('a reading of the time', () => {
  const cases: [what: string, ends: Partial<Ended>[], firstRun: boolean, wanted: string, cpuMs?: number][] = [
    ['far below the limit is taken', [{ cpuMs: 899 }], true, 'AC', 899],
    ['far above the limit is taken', [{ cpuMs: 1101 }], false, 'TLE', 1101],
    [
      'near the limit is taken twice more, and the best counts',
      [{ cpuMs: 1050 }, { cpuMs: 1020 }, { cpuMs: 990 }],
      false,
      'AC',
      990,
    ],
    ['below the limit by a tenth is near', [{ cpuMs: 900 }, { cpuMs: 899 }], false, 'AC', 899],
    [
      'above the limit by a tenth is near',
      [{ cpuMs: 1100 }, { cpuMs: 1101 }, { cpuMs: 1101 }],
      false,
      'TLE',
      1100,
    ],
    ['is taken again until it is beyond doubt', [{ cpuMs: 1050 }, { cpuMs: 500 }], false, 'AC', 500],
    [
      'of the first run is taken again where it is too much',
      [{ cpuMs: 3000 }, { cpuMs: 200 }],
      true,
      'AC',
      200,
    ],
    ['of the first run is taken once more, not twice', [{ cpuMs: 3000 }, { cpuMs: 2000 }], true, 'TLE', 2000],
    [
      'that is slower does not replace a better one',
      [{ cpuMs: 990 }, { cpuMs: 1005 }, { cpuMs: 1090 }],
      false,
      'AC',
      990,
    ],
    [
      'within the limit replaces one that is not',
      [{ cpuMs: 1001 }, { cpuMs: 1000 }, { cpuMs: 1000 }],
      false,
      'AC',
      1000,
    ],
    [
      'by the clock alone is taken again',
      [
        { cpuMs: undefined, wallMs: 1400 },
        { cpuMs: undefined, wallMs: 300 },
      ],
      false,
      'AC',
    ],
    ['by the clock alone, within the limit, is taken', [{ cpuMs: undefined, wallMs: 990 }], false, 'AC'],
    [
      'that the clock ended is taken, however near',
      [{ stopped: 'wall', cpuMs: 950, wallMs: 3000 }],
      false,
      'TLE',
      950,
    ],
    [
      'of a sleeper does not replace one within the limit',
      [{ cpuMs: 950 }, { stopped: 'wall', cpuMs: 5, wallMs: 3000 }, { cpuMs: 960 }],
      false,
      'AC',
      950,
    ],
    [
      'of a run that failed in time replaces one that was late',
      [{ cpuMs: 1050 }, { exitCode: 1, cpuMs: 990 }, { exitCode: 1, cpuMs: 995 }],
      false,
      'RE',
      990,
    ],
  ];
  for (const [what, ends, firstRun, verdict, cpuMs] of cases) {
    it(what, async () => {
      const launcher = launcherOf(...ends);
      const outcome = await execute(launcher, built, '', { ...limits, firstRun });
      equal(outcome.verdict, verdict);
      equal(outcome.ended.cpuMs, cpuMs);
      equal(launcher.launched.length, ends.length);
    });
  }

  it('within a tenth of the limit is told as near it', async () => {
    for (const [cpuMs, nearLimit] of [
      [899, false],
      [900, true],
      [1100, true],
      [1101, false],
      [undefined, false],
    ] as const) {
      const ends = Array.from({ length: 3 }, () => ({ cpuMs }));
      equal((await execute(launcherOf(...ends), built, '', limits)).nearLimit, nearLimit, String(cpuMs));
    }
  });
});

describe('what a program writes', () => {
  it('is its standard output', async () => {
    equal((await execute(launcherOf({}), built, '', limits)).output, 'out\n');
  });

  it('is its file where the problem names one', async () => {
    const ended = { files: { 'sum.out': Buffer.from('file\n') } };
    equal(
      (await execute(launcherOf(ended), built, '', { ...limits, outputFile: 'sum.out' })).output,
      'file\n',
    );
  });

  it('is taken from its standard output where it wrote no such file', async () => {
    const { verdict, output } = await execute(launcherOf({}), built, '', {
      ...limits,
      outputFile: 'sum.out',
    });
    deepEqual([verdict, output], ['AC', 'out\n']);
  });

  it('is a wrong answer where it is nothing at all, unless the run failed', async () => {
    const silent = { stdout: Buffer.alloc(0) };
    const named = { ...limits, outputFile: 'sum.out' };
    const { verdict, reason } = await execute(launcherOf(silent), built, '', named);
    deepEqual([verdict, reason], ['WA', 'the program wrote neither sum.out nor anything to stdout']);
    equal((await execute(launcherOf({ ...silent, exitCode: 1 }), built, '', named)).verdict, 'RE');
    equal(
      (await execute(launcherOf({ ...silent, files: { 'sum.out': Buffer.alloc(0) } }), built, '', named))
        .verdict,
      'AC',
    );
    equal((await execute(launcherOf(silent), built, '', limits)).verdict, 'AC');
  });
});

describe('how a program is started', () => {
  const all = withDefaults(limits);

  it('gets its input, its caps and what it may read', () => {
    deepEqual(launchOf(built, '1 2\n', all, {}), {
      argv: ['/opt/tool/run', '-Xmx64m'],
      env: { LANG: 'C' },
      input: '1 2\n',
      caps: {
        cpuMs: 1150,
        wallMs: 3000,
        memoryBytes: 64 * 1024 * 1024,
        outputBytes: 2 * 1024 * 1024,
        fileBytes: 2 * 1024 * 1024,
        processes: 8,
      },
      readable: ['/opt/tool'],
      reservesMemory: true,
    });
  });

  it('gets its arguments and files, and is asked for the file that it writes', () => {
    const launch = launchOf(built, '1 2\n', all, {
      args: ['7'],
      files: { 'table.txt': 'x' },
      inputFile: 'sum.in',
      outputFile: 'sum.out',
    });
    deepEqual(launch.argv, ['/opt/tool/run', '-Xmx64m', '7']);
    equal(launch.input, '');
    deepEqual(launch.files, { 'table.txt': 'x', 'sum.in': '1 2\n' });
    deepEqual(launch.collect, ['sum.out']);
    deepEqual(launchOf(built, '1 2\n', all, { files: { a: 'b' } }).files, { a: 'b' });
    deepEqual(launchOf(built, '1 2\n', all, { inputFile: 'sum.in' }).files, { 'sum.in': '1 2\n' });
  });
});

describe('what the judge says of its own failure', () => {
  it('is the message of an error that says what to do', () => {
    equal(
      judgeErrorReason(new JudgeError('toolchain-missing', 'Install a compiler.'), undefined),
      'Install a compiler.',
    );
  });

  it('is named as such for any other', () => {
    match(judgeErrorReason(new Error('odd'), new AbortController().signal), /^The judge failed: .*odd/);
  });

  it('is nothing when it was cancelled: the reason passes through', () => {
    const reason = new Error('cancelled');
    try {
      judgeErrorReason(new Error('odd'), AbortSignal.abort(reason));
    } catch (error) {
      return equal(error, reason);
    }
    throw new Error('it did not throw');
  });
});
