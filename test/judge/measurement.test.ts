import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freshJudge } from './open.ts';

const execute = promisify(execFile);

/** Uses CPU time and memory as told, then prints what getrusage says of itself: the truth to compare with. */
const witness = {
  language: 'c',
  source: `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
int main(void) {
  int ms, mib;
  if (scanf("%d %d", &ms, &mib) != 2) return 1;
  char *p = malloc((size_t)mib << 20);
  memset(p, 1, (size_t)mib << 20);
  while (clock() * 1000.0 / CLOCKS_PER_SEC < ms) p[0]++;
  char last = p[0];
  free(p); /* giving memory back costs time too, which the judge sees */
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  printf("%f %ld\\n", (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3, u.ru_maxrss + 0L * last);
}`,
};

for (const sandbox of ['namespaces', 'bubblewrap', 'landlock', 'basic'] as const) {
  describe(`measurements in the sandbox "${sandbox}"`, function () {
    this.timeout(60_000);

    it('agree with getrusage: CPU time within 5 ms and 3 %, memory within 1 MiB', async function () {
      await using fresh = await freshJudge({ sandbox });
      if (fresh.judge.sandbox.tier !== sandbox) this.skip();
      for (const [ms, mib] of [
        [20, 1],
        [150, 40],
        [400, 100],
      ] as const) {
        const result = await fresh.judge.run(witness, `${ms} ${mib}\n`, { limits: { memoryLimitMiB: 256 } });
        equal(result.verdict, 'AC', result.reason);
        const [cpuMs = 0, kib = 0] = result.stdout.split(' ').map(Number);
        const error = Math.abs((result.cpuMs ?? 0) - cpuMs);
        ok(error <= 5 + cpuMs * 0.03, `CPU ${result.cpuMs} ms, getrusage ${cpuMs} ms`);
        const memory = Math.abs((result.memoryBytes ?? 0) - kib * 1024);
        ok(memory <= 1 << 20, `memory ${result.memoryBytes}, getrusage ${kib * 1024}`);
      }
    });
  });
}

describe('cancellation', function () {
  this.timeout(180_000);

  it('at 1,000 random moments leaves no process and no file', async () => {
    const fresh = await freshJudge();
    const { judge, cacheFolder } = fresh;
    const source = 'int main(void) { for (;;) continue; }';
    await judge.build({ language: 'c', source });
    let state = 12345;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    const one = async () => {
      const signal = AbortSignal.timeout(Math.floor(random() * 12));
      try {
        await judge.run({ language: 'c', source }, 'x', { signal });
        throw new Error('an endless program ended');
      } catch (error) {
        ok(signal.aborted, String(error));
      }
    };
    for (let round = 0; round < 250; round++) await Promise.all([one(), one(), one(), one()]);
    const left = await readdir(join(cacheFolder, 'temporary'), { recursive: true, withFileTypes: true });
    deepEqual(
      left.filter((entry) => entry.isFile() || entry.name === 'box'),
      [],
    );
    await judge[Symbol.asyncDispose]();
    deepEqual(await readdir(join(cacheFolder, 'temporary')), []);
    if (process.platform !== 'win32') {
      const { stdout } = await execute('ps', ['-e', '-o', 'args=']);
      deepEqual(
        stdout.split('\n').filter((line) => line.includes(cacheFolder)),
        [],
      );
    }
    await fresh[Symbol.asyncDispose]();
  });
});
