import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  chmod,
  cp,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commandPath } from '../../src/judge/languages/search-path.ts';
import { clangByPip } from './clang-by-pip.ts';
import { freshJudge, judged } from './open.ts';

const program = (note: string, before = '') => ({
  language: 'cpp',
  source: `// ${note}\n${before}#include <bits/stdc++.h>\nusing namespace std;\nint main() { vector<int> v{3, 1, 2}; sort(v.begin(), v.end()); cout << v[0] << endl; }\n`,
});
const tests = [{ name: '1', input: '', answer: '1\n' }];

/** Apple's compiler is clang with a C++ library that has no bits/stdc++.h: here is the same for Linux. */
for (const library of ['libstdc++', 'libc++']) {
  describe(`clang with ${library} (the system's, or one that pip brings)`, function () {
    this.timeout(300_000);
    const path = process.env.PATH;
    let folder: string;

    before(async function () {
      const clang = await commandPath('clang++');
      const cc = await commandPath('cc');
      const fetched = clang ? undefined : await clangByPip();
      if (process.platform === 'win32' || !cc || !(clang || fetched)) this.skip();
      // As root, programs run as another user, who must reach the compiler.
      folder = await mkdtemp(join(tmpdir(), 'verdict-clang-'));
      await chmod(folder, 0o755);
      await symlink(cc, join(folder, 'cc'));
      if (fetched) {
        await cp(fetched, folder, { recursive: true });
        await rename(join(folder, `clang++-${library}`), join(folder, 'clang++'));
        await symlink((await commandPath('ld')) ?? 'ld', join(folder, 'ld'));
      } else {
        const flags = process.platform === 'darwin' ? '' : `-stdlib=${library}`;
        await writeFile(join(folder, 'clang++'), `#!/bin/sh\nexec ${clang} ${flags} "$@"\n`, { mode: 0o755 });
      }
      process.env.PATH = [folder, '/nowhere'].join(delimiter);
    });

    after(async () => {
      process.env.PATH = path;
      if (folder) await rm(folder, { recursive: true, force: true });
    });

    it('compiles bits/stdc++.h, and precompiles it', async function () {
      await using fresh = await freshJudge();
      const { judge, cacheFolder } = fresh;
      const first = await judged(judge.judge(program('first'), tests));
      if (/file not found|cannot find/.test(first.reason ?? '')) this.skip(); // no such library here
      equal(first.verdict, 'AC', first.reason);
      const headers = join(cacheFolder, 'headers');
      const [key = ''] = (await readdir(headers)).filter((name) => !name.startsWith('.'));
      const bits = join(headers, key, 'bits');
      deepEqual((await readdir(bits)).sort(), ['stdc++.h', 'stdc++.h.pch']);
      const second = await judged(judge.judge(program('second'), tests));
      equal(second.verdict, 'AC', second.reason);
      const third = await judged(judge.judge(program('third', '#define NDEBUG\n'), tests));
      equal(third.verdict, 'AC', third.reason);
      const precompiled = join(bits, 'stdc++.h.pch');
      await truncate(precompiled, 1000);
      const fourth = await judged(judge.judge(program('fourth'), tests));
      equal(fourth.verdict, 'AC', fourth.reason);
      ok((await stat(precompiled)).size > 1000, 'it was in use, so what was spoilt was made anew');
      const wrong = await judged(judge.judge({ language: 'cpp', source: `${program('').source}?` }, tests));
      equal(wrong.verdict, 'CE');
      ok(!/pch/i.test(wrong.reason ?? ''), wrong.reason);
    });
  });
}
