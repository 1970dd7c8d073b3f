import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SolveEvent } from '../../src/solver/protocol.ts';
import type { ToChat, ToPanel, ToProblem } from '../../src/webview/protocol.ts';
import { brokenRules, openWebview, type ThemeName } from '../editor/harness/index.ts';

const code = `// Adds two numbers.
#include <iostream>
#include <string>
using namespace std;

int main() {
    long long a = 0x1F, b = 42;
    string name = "sum\\n";
    cin >> a >> b;
    cout << a + b << endl;
    return 0;
}
`;
const wrong = {
  verdict: 'WA' as const,
  test: { name: 'sample 1', input: '2 3\n', answer: '5\n' },
  stdout: '6\n',
  stderr: '',
  wallMs: 3,
  reason: 'line 1: expected 5, got 6',
};

const running: SolveEvent[] = [
  {
    type: 'solve-started',
    title: 'Two Numbers',
    language: 'cpp',
    samples: 1,
    engine: { model: 'VibeThinker 1.5B', backend: 'cpu', lanes: 4, contextTokens: 40_960 },
    maxCandidates: 8,
    maxTokens: 40_960,
  },
  { type: 'inputs-chosen', cases: 500, largest: 2, origin: 'built from the constraints' },
  { type: 'helper-started', helper: 1, role: 'oracle', seed: 1 },
  {
    type: 'helper-ended',
    helper: 1,
    usable: true,
    reason: 'a brute force by the model passes the samples 1/1',
  },
  { type: 'helper-started', helper: 2, role: 'validator', seed: 2 },
  {
    type: 'helper-ended',
    helper: 2,
    usable: false,
    reason: "the model's validator is not used: it refuses a sample",
  },
  { type: 'helper-started', helper: 3, role: 'generator', seed: 2 },
  { type: 'helper-writing', helper: 3, tokens: 150 },
  ...[1, 2, 3, 4].flatMap((candidate): SolveEvent[] => [
    {
      type: 'candidate-started',
      candidate,
      seed: candidate,
      ...(candidate === 3 && { hint: 'two pointers' }),
    },
    {
      type: 'candidate-text',
      candidate,
      channel: candidate === 4 ? 'answer' : 'thought',
      text: 'We read two numbers. Their sum fits into 64 bits.\nSo it is enough to add them.\n'.repeat(
        9 * candidate,
      ),
      tokens: 2700 * candidate,
    },
  ]),
  {
    type: 'candidate-answered',
    candidate: 2,
    finish: 'stop',
    tokens: 5400,
    ms: 60_000,
    code: 'int main() {}\n',
  },
  { type: 'candidate-tested', candidate: 2, result: wrong },
  { type: 'candidate-ended', candidate: 2, outcome: 'failed', verdict: 'WA', reason: wrong.reason },
];
const solved: SolveEvent[] = [
  {
    type: 'candidate-text',
    candidate: 1,
    channel: 'answer',
    text: `The sum $a+b$:\n\n\`\`\`cpp\n${code}\`\`\`\n`,
    tokens: 3000,
  },
  { type: 'candidate-answered', candidate: 1, finish: 'stop', tokens: 3000, ms: 60_000, code },
  { type: 'candidate-tested', candidate: 1, result: { ...wrong, verdict: 'AC', stdout: '5\n' } },
  { type: 'candidate-ended', candidate: 1, outcome: 'held', verdict: 'AC', reason: 'it held' },
  ...[3, 4].map(
    (candidate): SolveEvent => ({
      type: 'candidate-ended',
      candidate,
      outcome: 'stopped',
      reason: 'stopped',
    }),
  ),
  {
    type: 'solve-ended',
    outcome: 'solved',
    best: 1,
    evidence: {
      samples: { passed: 1, total: 1 },
      stress: { cases: 500, oracle: 'a brute force by the model', oracleSamples: 1 },
    },
    reason: 'A candidate held.',
    tokens: 20_000,
    ms: 75_000,
  },
];

const chat = [
  {
    type: 'turns',
    turns: [
      { role: 'user', text: 'What is a prefix sum?', thought: '', ended: 'whole', context: ['Two Numbers'] },
      {
        role: 'assistant',
        text: `It adds up what came before: $s_i = \\sum_{j=1}^{i} a_j$.\n\n\`\`\`cpp\n${code}\`\`\`\n\n| n | time |\n|---|---|\n| 10 | 1 ms |\n\nSee [a page](https://example.org).\n`,
        thought: 'They ask for prefix sums.',
        ended: 'whole',
        note: 'The first 4 messages no longer fit into what the model can read at once and were left out.',
      },
      { role: 'user', text: 'And in Python?', thought: '', ended: 'whole' },
      { role: 'assistant', text: '', thought: 'Python has itertools.accumulate.\n'.repeat(40) },
    ],
  },
  {
    type: 'context',
    chips: [
      { kind: 'problem', label: 'Two Numbers' },
      { kind: 'verdict', label: 'WA two_numbers.py' },
    ],
  },
] satisfies ToChat[];

const problem = [
  {
    type: 'problem',
    shown: {
      file: 'two.cpp',
      canKeep: true,
      canFetch: false,
      problem: {
        title: 'Two Numbers',
        statement: 'Print $a + b$.',
        samples: [{ input: '2 3\n', output: '5\n' }],
        timeLimitMs: 1000,
      },
      samples: [{ input: '2 3\n', output: '5\n' }],
      own: [{ name: '1', input: '1 1\n', output: '2\n' }],
      corrected: ['timeLimitMs'],
      troubles: [],
    },
  },
  {
    type: 'run',
    run: { program: 'two.cpp', running: false, results: [wrong], verdict: 'WA', reason: wrong.reason },
  },
] satisfies ToProblem[];

const surfaces = {
  panel: [{ type: 'events', events: running } satisfies ToPanel],
  'panel-solved': [{ type: 'events', events: [...running, ...solved] } satisfies ToPanel],
  chat,
  problem,
};
const themes: ThemeName[] = ['light', 'dark', 'high-contrast', 'high-contrast-light'];
const viewports = {
  wide: { width: 900, height: 900 },
  // 200 % in a window of 1280 x 800.
  zoomed: { width: 640, height: 400 },
  narrow: { width: 300, height: 800 },
};
/** Where pictures are wanted to be looked at. */
const pictures = process.env.VERDICT_PICTURES;

describe('the webviews', function () {
  this.timeout(120_000);
  for (const [surface, messages] of Object.entries(surfaces))
    it(`${surface}: read by everyone in every theme and width, with nothing that moves by itself`, async () => {
      await using window = await openWebview(nameOf(surface));
      const { page } = window;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const message of messages) await window.send(message);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      if (surface === 'panel-solved')
        for (const summary of await page
          .locator('main > details > summary, section > details > summary')
          .all())
          await summary.click();
      for (const theme of themes) {
        await window.paint(theme);
        for (const [width, viewport] of Object.entries(viewports)) {
          await page.setViewportSize(viewport);
          if (pictures && width !== 'zoomed')
            await page.screenshot({
              path: join(pictures, `${surface}-${theme}-${width}.png`),
              fullPage: true,
            });
          assert.deepEqual(await brokenRules(page), [], `${theme}, ${width}`);
          const wider = await page.evaluate('document.body.scrollWidth - document.body.clientWidth');
          assert.equal(wider, 0, `nothing to scroll sideways: ${theme}, ${width}`);
        }
      }
      assert.equal(await page.evaluate('document.getAnimations().length'), 0);
    });

  for (const [surface, messages] of Object.entries(surfaces))
    it(`${surface}: says nothing of ours in English where it is read in Chinese`, async () => {
      const texts: Record<string, string> = JSON.parse(
        await readFile(new URL('../../l10n/bundle.l10n.zh-cn.json', import.meta.url), 'utf8'),
      );
      await using window = await openWebview(nameOf(surface), { texts, viewport: viewports.narrow });
      const { page } = window;
      for (const message of messages) await window.send(message);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      const said = await page.evaluate<string[]>(`[...document.body.querySelectorAll('*')].flatMap((it) => [
        it.ariaLabel, it.title, it.placeholder, ...[...it.childNodes].map(({ data = '' }) => data.trim())])`);
      assert.ok(said.some((it) => Object.values(texts).includes(it)));
      assert.deepEqual(
        said.filter((it) => Object.hasOwn(texts, it ?? '')),
        [],
      );
      assert.equal(await page.evaluate('document.body.scrollWidth - document.body.clientWidth'), 0);
      if (!pictures) return;
      for (const [width, viewport] of Object.entries(viewports)) {
        await page.setViewportSize(viewport);
        await page.screenshot({ path: join(pictures, `${surface}-chinese-${width}.png`), fullPage: true });
      }
    });
});

function nameOf(surface: string): 'panel' | 'chat' | 'problem' {
  return surface.split('-')[0] as 'panel' | 'chat' | 'problem';
}
