import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, verdict } from './verdict.ts';

const tiny = ['--model', 'smollm2-135m', '--threads', '1'];

describe('verdict solve, with the real tiny model', function () {
  this.timeout(300_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-solve-cli-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('solves a plus b, with the program alone on standard output', async () => {
    const { code, stdout, stderr } = await verdict(['solve', 'examples/a-plus-b.md', ...tiny]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /AC Candidate \d+: samples \d\/\d; 100 generated cases against the brute force/);
    const program = join(folder, 'program.py');
    await writeFile(program, stdout);
    const judged = await verdict(['judge', 'examples/a-plus-b.md', program]);
    assert.equal(judged.code, 0, judged.stdout);
  });

  it('keeps a solve where it is told to, goes on from it, and shows it again without a model', async () => {
    const record = join(folder, 'record');
    const args = ['solve', 'examples/toll-roads.md', ...tiny, '--candidates', '2', '--max-tokens', '24'];
    const first = await verdict([...args, '--record', record]);
    assert.equal(first.code, 1, first.stderr);
    const answers = await readFile(join(record, 'answers.ndjson'), 'utf8');
    const second = await verdict([...args, '--record', record]);
    assert.equal(second.code, 1, second.stderr);
    assert.equal(await readFile(join(record, 'answers.ndjson'), 'utf8'), answers, 'nothing was asked again');
    const shown = await verdict(['replay', record]);
    assert.equal(shown.code, 1, shown.stderr);
    assert.match(shown.stderr, /None of 2 candidates passed/);
    const none = await verdict(['replay', folder]);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /holds no record of a solve/);
  });

  it('says so when nothing passed, shows the best attempt and exits with 1', async () => {
    const args = ['solve', 'examples/toll-roads.md', ...tiny, '--candidates', '3', '--max-tokens', '48'];
    const { code, stdout, stderr } = await verdict(args);
    assert.equal(code, 1, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /None of \d+ candidates passed/);
  });

  it('never calls a program accepted that nothing has checked', async () => {
    const path = join(folder, 'bare.md');
    await writeFile(path, '# Sum\n\n## Input\n\nTwo integers.\n\n## Output\n\nTheir sum.\n');
    const { code, stderr } = await verdict(['solve', path, ...tiny, '--candidates', '4']);
    assert.equal(code, 1, stderr);
    assert.doesNotMatch(stderr, /\bAC\b/);
    assert.match(stderr, /not checked|no samples|None of/);
  });

  it('prints one event a line with --json', async () => {
    const args = [
      'solve',
      'examples/toll-roads.md',
      ...tiny,
      '--candidates',
      '1',
      '--max-tokens',
      '16',
      '--json',
    ];
    const { stdout } = await verdict(args);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(events[0].type, 'solve-started');
    assert.equal(events.at(-1).type, 'solve-ended');
  });

  it('ends at Ctrl-C with 130 and leaves no process', async () => {
    const running = start(['solve', 'examples/toll-roads.md', ...tiny]);
    await running.said(/lanes/);
    running.interrupt();
    const { code, stderr } = await running.ended;
    assert.equal(code, 130, stderr);
    assert.throws(() => process.kill(running.pid, 0), /ESRCH/);
  });
});
