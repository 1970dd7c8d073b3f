import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { singleFile } from '../../src/extension/submission/singleFile.ts';
import { submitPage } from '../../src/extension/submission/submitPage.ts';

const run = promisify(execFile);

/** The files of a folder, by name. */
const reader = (files: Record<string, string>) => async (path: string) =>
  files[path.replace('/home/me/', '')];
const inFolder = (name: string, source: string, language: string, files: Record<string, string> = {}) =>
  singleFile(`/home/me/${name}`, source, language, 'LOCAL', reader(files));

describe('a program as one file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-submission-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('holds the headers of a C++ program, each once, and compiles', async () => {
    const files = {
      'lib/graph.h': '#pragma once\n#include "edge.h"\nstruct Graph { Edge first; };\n',
      'lib/edge.h': '#pragma once\nstruct Edge { int to; };\n',
    };
    const source =
      '#include <iostream>\n#include "lib/graph.h"\n#include "lib/edge.h"\nint main() { Graph g{{7}}; std::cout << g.first.to << Edge{1}.to; }\n';
    // The program's "lib/edge.h" and the header's "edge.h" name one file.
    const made = await inFolder('main.cpp', source, 'cpp', files);
    assert.doesNotMatch(made.source, /#include "/);
    assert.deepEqual(made.left, []);
    await writeFile(join(folder, 'main.cpp'), made.source);
    await run('g++', ['main.cpp', '-o', 'main'], { cwd: folder });
    assert.equal((await run(join(folder, 'main'))).stdout, '71');
  });

  it('leaves out what only this machine sees, and nothing else', async () => {
    const source = [
      '#ifdef LOCAL',
      '#include "debug.h"',
      '#ifdef _WIN32',
      'windows',
      '#endif',
      '#else',
      '#define debug(...)',
      '#endif',
      '#ifdef ONLINE_JUDGE',
      'online',
      '#else',
      'home',
      '#endif',
      '#if !defined(LOCAL)',
      'fast',
      '#endif',
      '#ifndef LOCAL // for judges',
      'quiet',
      '#endif',
    ].join('\n');
    const made = await inFolder('main.cpp', source, 'cpp');
    assert.deepEqual(made.source.split('\n'), [
      '#define debug(...)',
      '#ifdef ONLINE_JUDGE',
      'online',
      '#else',
      'home',
      '#endif',
      'fast',
      'quiet',
    ]);
    assert.deepEqual(made.left, []);
  });

  it('says what it does not know', async () => {
    const missing = await inFolder('main.cpp', '#include "testlib.h"\n', 'cpp');
    assert.match(missing.left.join(), /testlib\.h/);
    assert.match(missing.source, /#include "testlib\.h"/);
    const chain = '#ifdef LOCAL\na\n#elif X\nb\n#endif';
    const branched = await inFolder('main.cpp', chain, 'cpp');
    assert.equal(branched.source, chain);
    assert.match(branched.left.join(), /#elif/);
    assert.match((await inFolder('a.rs', 'mod graph;\n', 'rust')).left.join(), /mod graph/);
    const packaged = await inFolder('a.py', 'import lib\n', 'python', { 'lib/__init__.py': '' });
    assert.match(packaged.left.join(), /package/);
  });

  it('holds the modules of a Python program, whatever way they are imported, and runs', async () => {
    const files = {
      'geometry.py':
        "from numbers_of import ONE\nimport math\nQUOTED = '''a\\'b\\n'''\ndef area(r):\n    return r * r * ONE\n",
      'numbers_of.py': 'ONE = 1\nTEXT = """two\nlines"""\n',
    };
    const source =
      '"""A docstring"""\nfrom __future__ import annotations\nimport geometry as g, sys\nfrom geometry import area\nfrom numbers_of import *\nprint(area(3) + g.area(2) + ONE, TEXT, repr(g.QUOTED), __doc__)\n';
    const made = await inFolder('main.py', source, 'python', files);
    assert.deepEqual(made.inlined, ['numbers_of.py', 'geometry.py']);
    await writeFile(join(folder, 'main.py'), made.source);
    const { stdout } = await run('python3', ['-I', join(folder, 'main.py')]);
    assert.equal(stdout, `14 two\nlines "a'b\\n" A docstring\n`);
  });

  it('knows where judges take submissions', () => {
    const pages = {
      'https://codeforces.com/contest/1/problem/A':
        'https://codeforces.com/contest/1/submit?submittedProblemIndex=A',
      'https://codeforces.com/problemset/problem/4/A':
        'https://codeforces.com/problemset/submit?submittedProblemCode=4A',
      'https://atcoder.jp/contests/abc100/tasks/abc100_a':
        'https://atcoder.jp/contests/abc100/submit?taskScreenName=abc100_a',
      'https://open.kattis.com/problems/hello': 'https://open.kattis.com/problems/hello/submit',
      'https://judge.example/problem/1': 'https://judge.example/problem/1',
      'javascript:alert(1)': undefined,
      'file:///etc/passwd': undefined,
    };
    for (const [problem, page] of Object.entries(pages)) assert.equal(submitPage(problem), page, problem);
  });
});
