import { strict as assert } from 'node:assert';
import type { SolveEvent } from '../../src/solver/protocol.ts';
import type { ToPanel } from '../../src/webview/protocol.ts';
import { brokenRules, openWebview, until, type WebviewWindow } from '../editor/harness/index.ts';

const started: SolveEvent = {
  type: 'solve-started',
  title: 'Two Numbers',
  language: 'cpp',
  samples: 1,
  engine: { model: 'fixed', backend: 'none', lanes: 3, contextTokens: 4096 },
  maxCandidates: 8,
  maxTokens: 1000,
};

/** What candidates 1 to 3 have come to after so many lines. */
function thinking(lines: number): SolveEvent[] {
  return [1, 2, 3].flatMap((candidate): SolveEvent[] => [
    { type: 'candidate-started', candidate, seed: candidate },
    {
      type: 'candidate-text',
      candidate,
      channel: 'thought',
      text: Array.from({ length: lines }, (_, line) => `line ${line} of ${candidate}\n`).join(''),
      tokens: 5 * lines,
    },
  ]);
}

const more = (candidate: number, channel: 'thought' | 'answer', text: string): SolveEvent => ({
  type: 'candidate-text',
  candidate,
  channel,
  text,
  tokens: 900,
});

describe('the page of the reasoning panel', function () {
  this.timeout(60_000);
  let window: WebviewWindow;

  before(async () => {
    window = await openWebview('panel', { viewport: { width: 900, height: 800 } });
  });
  after(() => window?.[Symbol.asyncDispose]());
  const send = (events: SolveEvent[]) => window.send({ type: 'events', events } satisfies ToPanel);
  const begin = async (lines: number) => {
    await window.send({ type: 'reset' });
    await send([started, ...thinking(lines)]);
    await window.page.getByText(`line ${lines - 1} of 1`).waitFor();
  };
  const lane = (number: number) => window.page.getByRole('article', { name: `Candidate ${number}` });

  it('shows the lanes side by side, and stops one, all, or asks for more', async () => {
    await begin(3);
    const boxes = await Promise.all([1, 2, 3].map((number) => lane(number).boundingBox()));
    assert.equal(new Set(boxes.map((box) => box?.y)).size, 1, 'in one row');
    await window.page.getByRole('button', { name: 'Stop candidate 2' }).click();
    await window.page.getByRole('button', { name: 'More Lanes' }).click();
    await window.page.getByRole('button', { name: 'Stop All' }).click();
    assert.deepEqual((await window.sent()).slice(-3), [
      { type: 'stopCandidate', candidate: 2 },
      { type: 'more' },
      { type: 'stop' },
    ]);
    await send([{ type: 'candidate-ended', candidate: 2, outcome: 'stopped', reason: 'stopped' }]);
    await lane(2).waitFor({ state: 'detached' });
    await window.page.getByText('1 stopped before the end').waitFor();
    assert.equal(await lane(3).count(), 1, 'the others go on');
  });

  it('shows one lane behind tabs where it is narrow, which the keyboard walks through', async () => {
    await window.page.setViewportSize({ width: 400, height: 800 });
    await begin(3);
    const tabs = window.page.getByRole('tab');
    await tabs.first().click();
    assert.equal(await window.page.getByRole('article').count(), 1);
    for (const [key, shown] of [
      ['ArrowRight', 2],
      ['End', 3],
      ['ArrowRight', 1],
      ['ArrowLeft', 3],
      ['Home', 1],
    ] as const) {
      await window.page.keyboard.press(key);
      await lane(shown).waitFor();
      await window.page
        .locator(`[role="tab"][aria-selected="true"][tabindex="0"]#tab-${shown}:focus`)
        .waitFor();
    }
    assert.deepEqual(await brokenRules(window.page), []);
    await window.page.setViewportSize({ width: 900, height: 800 });
    await tabs.first().waitFor({ state: 'detached' });
  });

  it('keeps the last lines in view, and lets go once the user scrolls', async () => {
    await begin(100);
    const thoughts = lane(1).getByRole('log');
    const seen = async (text: string) => (await thoughts.textContent())?.includes(text);
    await send([more(1, 'thought', 'the newest line\n')]);
    await until('the newest line', () => seen('the newest line'));
    await thoughts.hover();
    await window.page.mouse.wheel(0, -60);
    const follow = lane(1).getByRole('button', { name: 'Follow' });
    await follow.waitFor();
    await send([more(1, 'thought', 'a line that is not looked at\n'), more(2, 'thought', 'a mark\n')]);
    await lane(2).getByText('a mark').waitFor();
    assert.equal(await seen('a line that is not looked at'), false, 'it stands still');
    await follow.click();
    await until('the line after all', () => seen('a line that is not looked at'));
    await follow.waitFor({ state: 'detached' });
  });

  it('unfolds all of a long thought, from its first line to its last', async () => {
    await begin(2000);
    assert.equal(await lane(1).getByText('line 0 of 1').count(), 0);
    await lane(1).getByRole('button', { name: 'Read all' }).click();
    await until('all lines', async () =>
      /^line 0 of 1\n[\s\S]*line 1999 of 1\n?$/.test((await lane(1).getByRole('log').textContent()) ?? ''),
    );
    await lane(1).getByRole('button', { name: 'Fold' }).click();
    await lane(1).getByText('line 0 of 1').waitFor({ state: 'detached' });
  });

  it('says how fast it goes and how far it is against the budget', async () => {
    await begin(3);
    await send([more(1, 'thought', 'so')]);
    await lane(1)
      .getByText(/900 tokens · .*\d+ s$/)
      .waitFor();
    assert.equal(await lane(1).getByRole('progressbar').getAttribute('value'), '900');
  });

  it('colours the program that held, and is readable when it is shown', async () => {
    await begin(3);
    const code = '// sums\n#include <iostream>\nint main() { return 0; }\n';
    await send([
      more(1, 'answer', `\`\`\`cpp\n${code}\`\`\``),
      { type: 'candidate-answered', candidate: 1, finish: 'stop', tokens: 10, ms: 1, code },
      { type: 'candidate-ended', candidate: 1, outcome: 'held', verdict: 'AC', reason: 'it held' },
      { type: 'solve-ended', outcome: 'solved', best: 1, reason: 'It held.', tokens: 10, ms: 5 },
    ]);
    const best = window.page.getByRole('region', { name: 'Result' });
    await best.locator('.hljs-comment', { hasText: '// sums' }).waitFor();
    await best.locator('.hljs-type', { hasText: 'int' }).waitFor();
    assert.equal(await best.locator('pre').first().textContent(), code);
    await window.page.getByRole('status').getByText('Candidate 1 is accepted').waitFor({ state: 'attached' });
    for (const viewport of [
      { width: 900, height: 800 },
      // 200 % in a window of 1280 x 800.
      { width: 640, height: 400 },
      { width: 320, height: 600 },
    ]) {
      await window.page.setViewportSize(viewport);
      assert.deepEqual(await brokenRules(window.page), [], JSON.stringify(viewport));
      const overflow = await window.page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0, `nothing to scroll sideways at ${viewport.width}`);
    }
  });

  it('draws a program of a hundred thousand lines without an element for every word', async () => {
    await window.page.setViewportSize({ width: 900, height: 800 });
    await begin(3);
    const code = 'int a = 0; // nothing\n'.repeat(100_000);
    await send([
      { type: 'candidate-answered', candidate: 1, finish: 'stop', tokens: 10, ms: 1, code },
      { type: 'candidate-ended', candidate: 1, outcome: 'held', verdict: 'AC', reason: 'it held' },
      { type: 'solve-ended', outcome: 'solved', best: 1, reason: 'It held.', tokens: 10, ms: 5 },
    ]);
    const shown = window.page.getByRole('region', { name: 'Result' }).locator('pre').first();
    await until('the whole program', async () => (await shown.textContent())?.length === code.length);
    assert.ok((await shown.locator('*').count()) < 10_000);
  });
});
