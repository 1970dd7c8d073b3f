import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureEditor } from '../../scripts/editor/cache.ts';
import { type GradeRow, type ProofRow, writeProofReport, writeReport } from '../../src/coach/index.ts';
import { type BrowserWindow, brokenRules, launchBrowser } from '../editor/harness/index.ts';

describe('a report, in a real Chromium', function () {
  this.timeout(120_000);
  let browser: BrowserWindow;
  let folder: string;

  before(async () => {
    const { browser: install } = await ensureEditor({ browser: true });
    assert.ok(install);
    browser = await launchBrowser(install);
    folder = await mkdtemp(join(tmpdir(), 'verdict-report-'));
  });
  after(async () => {
    await browser?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const point = { point: 'a is even', outcome: 'found', sentence: 'So a is even.' } as const;
  const proof = (student: string, points: ProofRow['points']): ProofRow => ({
    file: `${student}.md`,
    student,
    points,
    reason: points.length > 0 ? '1 of 1 points found' : 'it is empty',
  });

  async function shown(rows: ProofRow[]): Promise<BrowserWindow['page']> {
    const [, , html = ''] = await writeProofReport(folder, 'Root of 2', rows);
    await browser.page.goto(pathToFileURL(html).href);
    return browser.page;
  }

  it('keeps what the teacher ticks, until the row says something else', async () => {
    const rows = [proof('ann', [point]), proof('ben', []), proof('cy', [point])];
    let page = await shown(rows);
    const box = (student: string) => page.locator('tr', { hasText: student }).getByRole('checkbox');
    assert.equal(await box('ben').count(), 0, 'there is nothing to confirm');
    await box('ann').check();
    await box('cy').check();
    await box('cy').uncheck();
    page = await shown(rows);
    assert.deepEqual([await box('ann').isChecked(), await box('cy').isChecked()], [true, false]);
    page = await shown([proof('ann', [{ ...point, sentence: 'Hence a is even.' }])]);
    assert.equal(await box('ann').isChecked(), false);
  });

  it('shows the rows that hold a word, or have a mark', async () => {
    const page = await shown([proof('ann', [point]), proof('ben', [])]);
    const students = () => page.locator('tbody tr:visible td:first-child').allTextContents();
    await page.getByLabel('Find').fill('EVEN');
    assert.deepEqual(await students(), ['ann']);
    assert.equal(await page.getByRole('status').textContent(), '1 of 2 shown');
    await page.getByLabel('Find').fill('');
    await page.getByLabel('all points found').uncheck();
    assert.deepEqual(await students(), ['ben']);
  });

  it('can be used by everyone, wide and narrow, in light and dark', async () => {
    const page = await shown([proof('ann', [point]), proof('ben', [])]);
    await allCanUse(page);
    const row = { file: 'a.py', student: 'ann', passed: 0, total: 1 };
    const failing = { test: '1', input: '1 2\n', expected: '3', got: '4' };
    const rows: GradeRow[] = [
      { ...row, verdict: 'WA', score: 0, reason: 'line 1: expected 3, got 4', failing, alike: 1 },
      { ...row, verdict: 'AC', passed: 1, score: 100, slowestMs: 20, memoryBytes: 2 ** 20, alike: 1 },
    ];
    const [, , html = ''] = await writeReport(folder, { title: 'Sum', rows, total: 3, note: 'No model.' });
    await page.goto(pathToFileURL(html).href);
    await allCanUse(page);
  });

  async function allCanUse(page: BrowserWindow['page']): Promise<void> {
    for (const width of [1200, 400])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 700 });
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await brokenRules(page), [], `${width} ${colorScheme}`);
      }
  }
});
