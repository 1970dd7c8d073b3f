import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleHostSuite, runHostSuite } from '../../test/editor/harness/index.ts';
import { type Figure, median } from '../figure.ts';

/** What `in-host.ts` measures in one window. */
export interface HostMeasures {
  /** By extension: loading its code and calling its `activate`. */
  activationMs: Record<string, number>;
  /** Size of all files of ours that are read once it is active. */
  readBytes: number;
  /** Of ours, for each keystroke in a file of 5,000 lines, all that follows once the text is still included. */
  keystrokeMs: number;
  /** Of everything else in the host, for the same keystrokes. */
  othersKeystrokeMs: number;
}

const project = fileURLToPath(new URL('../../', import.meta.url));
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const own = 'verdict.verdict';

/** Activation, size and work on keystrokes in the extension host, each round in a window of its own. */
export async function figures(): Promise<Figure[]> {
  const root = await mkdtemp(join(tmpdir(), 'verdict-bench-editor-'));
  try {
    const vsix = join(project, 'dist', 'verdict.vsix');
    // As users have it.
    const packed = spawnSync(process.execPath, ['scripts/package.mjs'], { cwd: project, stdio: 'ignore' });
    if (packed.status !== 0) throw new Error('The extension could not be packed: npm run package says why.');
    const folder = join(root, 'folder');
    await mkdir(folder);
    const file = join(folder, 'long.cpp');
    await writeFile(file, longProgram());
    const suiteFile = await bundleHostSuite(join(project, 'bench/editor/in-host.ts'), join(root, 'suite'));
    const measured: HostMeasures[] = [];
    for (let round = 0; round < rounds; round++) {
      const result = join(root, `${round}.json`);
      const { failed } = await runHostSuite({
        name: 'bench editor',
        suiteFile,
        vsix: [vsix],
        folder,
        settings: { 'verdict.companion.enabled': false },
        env: { VERDICT_BENCH_FILE: file, VERDICT_BENCH_RESULT: result },
      });
      if (failed[0]) throw new Error(failed[0].stack);
      measured.push(JSON.parse(await readFile(result, 'utf8')));
    }
    return [activation(measured), read(measured), keystroke(measured)];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function activation(measured: HostMeasures[]): Figure {
  const of = (id: string) => median(measured.map(({ activationMs }) => activationMs[id] ?? Number.NaN));
  const others = Object.keys(measured[0]?.activationMs ?? {}).filter(
    (id) => id !== own && !/companion/.test(id),
  );
  const value = of(own);
  return {
    name: 'editor: activation in the host',
    value,
    unit: 'ms',
    peer: others.map((id) => `${id} ${of(id).toFixed(0)} ms`).join(', ') || 'no other extension is active',
    bar: '<= 50 ms',
    met: value <= 50,
  };
}

function read(measured: HostMeasures[]): Figure {
  const value = median(measured.map(({ readBytes }) => readBytes)) / 1e3;
  return {
    name: 'editor: what the host reads at activation',
    value,
    unit: 'KB',
    peer: 'none: rooms are read at their first use',
    bar: '<= 300 KB',
    met: value <= 300,
  };
}

function keystroke(measured: HostMeasures[]): Figure {
  const value = median(measured.map(({ keystrokeMs }) => keystrokeMs));
  const others = median(measured.map(({ othersKeystrokeMs }) => othersKeystrokeMs));
  return {
    name: 'editor: work for a keystroke in 5,000 lines',
    value,
    unit: 'ms in the host',
    peer: `everything else in the host ${others.toFixed(2)} ms`,
    bar: '<= 2 ms',
    met: value <= 2,
  };
}

/** A statement in a comment above a program of 5,000 lines. */
function longProgram(): string {
  const head = `/*
A plus B

Read two integers and print their sum.

Sample Input 1
1 2

Sample Output 1
3
*/
#include <iostream>
`;
  const body = Array.from(
    { length: 4980 },
    (_, line) => `long long f${line}(long long x) { return x * ${line} + 1; }\n`,
  );
  return `${head}${body.join('')}int main() { long long a, b; std::cin >> a >> b; std::cout << a + b; }\n`;
}
