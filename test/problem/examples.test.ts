import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProblem, readProblem, readSidecar, sidecarOf } from '../../src/problem/index.ts';

const folder = new URL('../../examples/', import.meta.url).pathname;
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'README.md')
  .map((entry) => entry.name);

/** Runs a Python program without a shell; throws when it fails or takes longer than a generous bound. */
function python(path: string, parameters: string[], input = ''): string {
  return execFileSync('python3', [path, ...parameters], { input, encoding: 'utf8', timeout: 60_000 });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

describe('the examples', function () {
  this.timeout(120_000);

  it('are at least ten, in several layouts', () => {
    assert.ok(names.length >= 10, names.join());
    assert.ok(new Set(names.map((name) => name.split('.').pop())).size >= 4);
  });

  for (const name of names) {
    describe(name, () => {
      const path = join(folder, name);
      const reading = readProblem(readFileSync(path, 'utf8'), { path });

      it('is read with its title and at least two samples', () => {
        assert.ok(isProblem(reading), 'reason' in reading ? reading.reason : '');
        assert.ok(reading.problem.title);
        assert.ok(reading.problem.samples.length >= 2, JSON.stringify(reading.problem.samples));
      });

      it('has an oracle that passes the samples', async () => {
        assert.ok(isProblem(reading));
        const { oracle } = await readSidecar(sidecarOf(path));
        assert.ok(oracle);
        for (const sample of reading.problem.samples) {
          assert.deepEqual(words(python(oracle.path, [], sample.input)), words(sample.output));
        }
      });

      it('has a generator that repeats itself and whose inputs the oracle takes', async () => {
        const { oracle, generator } = await readSidecar(sidecarOf(path));
        assert.ok(oracle && generator);
        const inputs = new Set<string>();
        for (const [seed, size] of [
          [1, 1],
          [2, 3],
          [3, 12],
          [4, 40],
        ] as const) {
          const input = python(generator.path, [String(seed), String(size)]);
          assert.equal(python(generator.path, [String(seed), String(size)]), input);
          assert.ok(words(python(oracle.path, [], input)).length > 0);
          inputs.add(input);
        }
        assert.ok(inputs.size >= 3, 'different seeds and sizes give different inputs');
      });
    });
  }

  it('are read from the very lines they stand on in a source file', () => {
    const text = readFileSync(join(folder, 'second_largest.cpp'), 'utf8');
    const reading = readProblem(text, { path: 'second_largest.cpp' });
    assert.ok(isProblem(reading));
    const lines = text.split('\n');
    assert.equal(lines[reading.range.startLine], '/*');
    assert.equal(lines[reading.range.endLine], ' */');
    assert.equal(reading.problem.title, 'Runner-up');
    assert.equal(reading.problem.timeLimitMs, 1000);
    assert.ok(!reading.problem.statement.includes('#include'));
  });
});
