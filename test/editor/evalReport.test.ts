import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EvalRecord, type EvalSample, readSet, settingsOf } from '../../src/evals/index.ts';
import { presetNamed } from '../../src/model/index.ts';
import { keepEvidence, openScene, type Scene } from './harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const sample = (task: string, correct: boolean): EvalSample => ({
  ...{ task, sample: 0, seed: 1, prompt: 'p', tokens: 900, ms: 1, finish: 'stop', answer: '1' },
  correct,
});

describe('the report of a run in the editor', function () {
  this.timeout(120_000);
  let scene: Scene;
  let record: EvalRecord;

  before(async () => {
    scene = await openScene({
      vsix: [join(project, 'dist', 'verdict.vsix')],
      settings: { 'verdict.companion.enabled': false },
      theme: 'dark',
    });
    const path = join(scene.folder, 'aime2025.jsonl');
    await writeFile(
      path,
      '{"id": "a", "problem": "1?", "answer": 1}\n{"id": "b", "problem": "2?", "answer": 2}\n',
    );
    const preset = presetNamed('vibethinker-1.5b');
    assert.ok(preset);
    const set = await readSet(path, { folder: scene.folder });
    const settings = settingsOf(set, set.tasks, {
      ...{ preset, choice: {}, policy: 'first', samples: 1, seed: 1, stressCases: 0 },
      ...{ language: 'cpp', comparison: 'set' },
    });
    const about = { command: 'verdict eval', version: '0', begun: 'now', machine: 'this', model: '<b>m</b>' };
    record = await EvalRecord.open(join(scene.folder, 'runs', 'aime'), settings, about, set.tasks);
    await record.keep(sample('a', true));
  });
  afterEach(function () {
    return keepEvidence(this, scene);
  });
  after(async () => {
    await record?.[Symbol.asyncDispose]();
    await scene?.[Symbol.asyncDispose]();
  });

  it('is chosen from the runs of the workspace, and follows the run', async () => {
    const { workbench } = scene;
    await workbench.runCommand('Verdict: Open Eval Report…');
    await workbench.choose('aime');
    const page = await workbench.webview('Eval: vibethinker-1.5b on AIME25');
    await page.getByText('pass@1 100.0 % (2.5 to 100.0) on 2 tasks, 1 samples').waitFor();
    assert.match((await page.locator('dl').textContent()) ?? '', /<b>m<\/b>/);
    const colour = await page.locator('body').evaluate('getComputedStyle(document.body).backgroundColor');
    // Dark, as the editor is.
    assert.match(String(colour), /^rgb\((?:\d|[1-6]\d), /);
    await workbench.screenshot('eval-report/dark');
    await record.keep(sample('b', false));
    await page.getByText('pass@1 50.0 %').waitFor();
  });
});
