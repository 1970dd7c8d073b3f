import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, median, timed } from '../figure.ts';
import type { Bench } from './bench.ts';
import { runPeer } from './peers.ts';

const source = (salt: number) => `// ${salt}
#include <bits/stdc++.h>
using namespace std;
int main() {
  int n; cin >> n; vector<long long> a(n); for (auto &x : a) cin >> x;
  sort(a.begin(), a.end()); map<long long, int> seen; for (auto x : a) seen[x]++;
  cout << seen.size() << " " << accumulate(a.begin(), a.end(), 0LL) << "\\n";
}
`;

/** Compiling a program that includes bits/stdc++.h, against g++ with the same flags; and not compiling it again. */
export async function compiling({ judge, folder }: Bench): Promise<Figure[]> {
  const data = join(folder, 'compiling');
  await mkdir(data);
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < 5; round++) {
    await writeFile(join(data, 'a.cpp'), source(round));
    ours.push(await timed(() => judge.build({ language: 'cpp', source: source(round) })));
    plain.push(
      await timed(() => runPeer('g++', ['-std=c++20', '-O2', '-Wall', '-Wextra', 'a.cpp', '-o', 'a'], data)),
    );
  }
  const again = await judge.build({ language: 'cpp', source: source(0) });
  const value = median(ours) / median(plain);
  return [
    {
      name: 'compile of a program with bits/stdc++.h',
      value,
      unit: 'x',
      peer: `plain g++: ${median(plain).toFixed(0)} ms, ours ${median(ours).toFixed(0)} ms`,
      bar: 'at most 0.3x',
      met: value <= 0.3,
    },
    {
      name: 'unchanged source',
      value: again.cached ? 0 : 1,
      unit: 'compilations',
      peer: 'plain g++: 1',
      bar: 'none',
      met: again.cached,
    },
  ];
}
