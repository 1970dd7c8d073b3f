/**
 * `npm test [-- ROOM]`: everything, from a bare clone: checks of the source, tests of every room with real
 * compilers and the real tiny model, and tests in a real VS Code. Its last line is the sum of all of them.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node, root, setUp } from './setup.mjs';

const only = process.argv[2];
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skips = [];
const scratch = mkdtempSync(join(tmpdir(), 'verdict-test-'));

rmSync(join(root, 'test-results'), { recursive: true, force: true });
mkdirSync(join(root, 'test-results'));
setUp();

if (!only) {
  check('types', ['node_modules/typescript/bin/tsc', '-p', '.']);
  check('types of the webviews', ['node_modules/typescript/bin/tsc', '-p', 'src/webview']);
  check('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']);
  check('arrows between rooms', [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.cjs', 'src'],
  ]);
  check('licences', ['scripts/licences.mjs', '--check']);
  check('dead code', ['node_modules/knip/bin/knip.js']);
}
check('the tiny model is here', ['dist/cli.mjs', 'models', 'download', 'smollm2-135m']);
if (!only) {
  mocha('rooms', ['test/**/*.test.ts', '--ignore', 'test/{editor,packed}/**']);
} else if (existsSync(join(root, 'test', only)) && !['editor', 'packed'].includes(only)) {
  mocha(only, [`test/${only}/**/*.test.ts`]);
}
if (!only || only === 'packed') {
  check('the npm package is made', ['scripts/package-npm.mjs']);
  mocha('npm package', ['test/packed/*.test.ts']);
}
if (!only || only === 'editor') {
  check('the package is made', ['scripts/package.mjs']);
  mocha('VS Code', ['test/editor/**/*.test.ts']);
}

rmSync(scratch, { recursive: true, force: true });
for (const title of skips) console.log(`skipped: ${title}`);
for (const title of failures) console.log(`failed: ${title}`);
if (failures.length > 0) console.log(`Screenshots and logs of what failed: ${join(root, 'test-results')}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** A command that must exit with 0 counts as one test. */
function check(title, args) {
  console.log(`\n${title}`);
  const passed = node(args) === 0;
  total[passed ? 'passed' : 'failed']++;
  if (!passed) failures.push(title);
}

/** A mocha run; its reporter leaves what happened in a file, so that a crash is not taken for success. */
function mocha(title, args) {
  console.log(`\n${title}`);
  const report = join(scratch, `${title}.json`);
  const reporter = join(root, 'scripts', 'test', 'reporter.cjs');
  const code = node(
    ['node_modules/mocha/bin/mocha.js', '--exit', '--import=tsx', '--reporter', reporter, ...args],
    {
      env: { VERDICT_TEST_REPORT: report },
    },
  );
  if (!existsSync(report)) {
    total.failed++;
    failures.push(`${title}: mocha ended without a report (exit ${code})`);
    return;
  }
  const { passed, failed, skipped } = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += passed;
  total.failed += failed.length;
  total.skipped += skipped.length;
  failures.push(...failed);
  skips.push(...skipped);
  if (code !== 0 && failed.length === 0) {
    total.failed++;
    failures.push(`${title}: mocha exited with ${code}`);
  }
}
