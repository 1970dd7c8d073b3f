/**
 * `npm run mutants [-- NAME]`: changes the rules that verdicts, answers and evidence rest on, one small change at a
 * time, and says which changes no test notices. Fetches Stryker with npm, which is too large for our dependencies.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, setUp } from './setup.mjs';

/** Files of rules, and the test, or the tests, that are quick and should notice. */
const rules = {
  trust: { mutate: 'src/solver/trust.ts', test: 'test/solver/trust.test.ts' },
  evidence: { mutate: 'src/solver/evidence.ts', test: 'test/solver/evidence.test.ts' },
  thoughts: { mutate: 'src/model/thought-parser.ts', test: 'test/model/thought-parser.test.ts' },
  code: { mutate: 'src/model/prompt/extract-code.ts', test: 'test/model/extract-code.test.ts' },
  compare: { mutate: 'src/judge/checkers/compare.ts', test: 'test/judge/compare.test.ts' },
  end: { mutate: 'src/judge/run-end.ts', test: 'test/judge/run-end.test.ts' },
  execute: { mutate: 'src/judge/execute.ts', test: 'test/judge/execute.test.ts' },
  samples: {
    mutate: 'src/problem/sample.ts',
    test: 'test/problem/sample.test.ts test/problem/corpus.test.ts',
  },
  limits: { mutate: 'src/problem/limit.ts', test: 'test/problem/limit.test.ts' },
  constraints: { mutate: 'src/problem/constraint.ts', test: 'test/problem/constraint.test.ts' },
};

/** The last that runs on Node 20. */
const stryker = ['--package', '@stryker-mutator/core@9.0.1'];
const only = process.argv[2];
setUp({ build: false });
const scratch = mkdtempSync(join(tmpdir(), 'verdict-mutants-'));
for (const [name, { mutate, test }] of Object.entries(rules)) {
  if (only && only !== name) continue;
  const config = join(scratch, `${name}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      mutate: [mutate],
      testRunner: 'command',
      commandRunner: { command: `node node_modules/mocha/bin/mocha.js --bail --exit ${test}` },
      reporters: ['clear-text'],
      clearTextReporter: { allowColor: false, logTests: false },
      disableTypeChecks: mutate,
      // It would rewrite the file with a compiler of its own, which it does not bring.
      tsconfigFile: 'none',
      ignorePatterns: ['dist', 'test-results', 'docs', 'media', 'bench', '.git'],
      tempDirName: join(scratch, name),
      concurrency: 1,
      timeoutMS: 30_000,
    }),
  );
  if (npm(['exec', '--yes', ...stryker, '--', 'stryker', 'run', config]) !== 0) process.exitCode = 1;
}
rmSync(scratch, { recursive: true, force: true });
