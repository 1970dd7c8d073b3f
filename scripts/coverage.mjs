/**
 * `npm run coverage [-- ROOM]`: the tests of all rooms, or of one, and a table of the branches of each room that they
 * took. Fetches c8 with npm. The editor's own tests run in a window of VS Code, which cannot be looked into from here:
 * of `extension` and `webview` it shows what is tested without one.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { npm, root, setUp } from './setup.mjs';

/** The last that runs on Node 20. */
const c8 = ['--package', 'c8@10.1.3'];
const room = process.argv[2];
setUp();
const scratch = mkdtempSync(join(tmpdir(), 'verdict-coverage-'));
const code = npm([
  ...['exec', '--yes', ...c8, '--', 'c8', '--all', '--src', 'src', '--include', 'src/**/*.{ts,tsx}'],
  ...['--temp-directory', join(scratch, 'raw'), '--reports-dir', scratch, '--reporter', 'json-summary'],
  ...[process.execPath, 'node_modules/mocha/bin/mocha.js', '--exit', '--import=tsx', '--reporter', 'dot'],
  ...[`test/${room ?? '**'}/**/*.test.ts`, '--ignore', 'test/{editor,packed}/**'],
]);
const files = JSON.parse(readFileSync(join(scratch, 'coverage-summary.json'), 'utf8'));
rmSync(scratch, { recursive: true, force: true });

const rooms = new Map();
for (const [path, { branches, lines }] of Object.entries(files)) {
  if (path === 'total') continue;
  const [, name] = relative(root, path).split(sep);
  const row = rooms.get(name) ?? { taken: 0, branches: 0, covered: 0, lines: 0 };
  row.taken += branches.covered;
  row.branches += branches.total;
  row.covered += lines.covered;
  row.lines += lines.total;
  rooms.set(name, row);
}
console.log('| room | branches taken | lines run |\n| --- | ---: | ---: |');
for (const [name, { taken, branches, covered, lines }] of [...rooms].sort())
  console.log(`| ${name} | ${part(taken, branches)} of ${branches} | ${part(covered, lines)} of ${lines} |`);
process.exitCode = code;

function part(some, all) {
  return `${((100 * some) / Math.max(1, all)).toFixed(1)} %`;
}
