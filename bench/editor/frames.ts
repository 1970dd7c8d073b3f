import type { SolveEvent } from '../../src/solver/protocol.ts';
import type { ToChat, ToPanel } from '../../src/webview/protocol.ts';
import { openWebview, type WebviewWindow } from '../../test/editor/harness/index.ts';
import type { Figure } from '../figure.ts';

/** Tokens of one lane, and how many of them come in a second. */
const tokens = 40_000;
const tokensPerSecond = 100;
const lanes = 8;
/** The text is looked at in so many stretches; between them time is compressed: what would come is sent at once. */
const stretches = 10;
const watchedMs = Number(process.env.BENCH_FRAMES_MS ?? 4000);
/** Turns of the chat before the one that is watched. */
const earlierTurns = 200;

/** One stretch as it was seen. */
interface Stretch {
  framesPerSecond: number;
  /** The main thread's time on the processor for each frame: scripts, styles, layout, painting. */
  msPerFrame: number;
  heapMiB: number;
}

/** Frames of the panel and of the chat while a model writes, in the browser's own page with the built bundles. */
export async function figures(): Promise<Figure[]> {
  return [
    ...report('panel', `${lanes} lanes`, await panel()),
    ...report('chat', `after ${earlierTurns} turns`, await chat()),
  ];
}

async function panel(): Promise<Stretch[]> {
  await using window = await openWebview('panel');
  const started: SolveEvent = {
    type: 'solve-started',
    title: 'A long solve',
    language: 'cpp',
    samples: 2,
    engine: { model: 'bench', backend: 'none', lanes, contextTokens: 2 * tokens },
    maxCandidates: lanes,
    maxTokens: tokens,
  };
  const begun: SolveEvent[] = Array.from({ length: lanes }, (_, index) => ({
    type: 'candidate-started',
    candidate: index + 1,
    seed: index,
  }));
  await window.send({ type: 'events', events: [started, ...begun] } satisfies ToPanel);
  // As the extension batches them: one event a lane in each message.
  return await watched(
    window,
    `({ events: Array.from({ length: ${lanes} }, (_, lane) => ({
      type: 'candidate-text', candidate: lane + 1, channel: 'thought',
      text: words(from + lane, to + lane), tokens: to })), type: 'events' })`,
    30,
  );
}

async function chat(): Promise<Stretch[]> {
  await using window = await openWebview('chat', { viewport: { width: 400, height: 800 } });
  const turns = Array.from({ length: earlierTurns }, (_, index) =>
    index % 2 === 0
      ? { role: 'user' as const, text: `Question ${index}?`, thought: '', ended: 'whole' as const }
      : { role: 'assistant' as const, text: earlierAnswer, thought: 'A thought.', ended: 'whole' as const },
  );
  const asked = { role: 'user' as const, text: 'And now?', thought: '', ended: 'whole' as const };
  const reply = { role: 'assistant' as const, text: '', thought: '' };
  await window.send({ type: 'turns', turns: [...turns, asked, reply] } satisfies ToChat);
  // The chat is sent every token by itself.
  return await watched(
    window,
    `({ type: 'text', channel: 'answer', text: words(from, to) })`,
    1000 / tokensPerSecond,
  );
}

const earlierAnswer = `A *prefix sum* adds up what came before: $s_i = \\sum_{j=1}^{i} a_j$.

\`\`\`cpp
for (int i = 1; i <= n; i++) s[i] = s[i - 1] + a[i];
\`\`\`

It answers each query in $O(1)$.
`;

/** Sends what `message` makes of the tokens `from`..`to` at their pace, and watches the page meanwhile. */
async function watched(window: WebviewWindow, message: string, everyMs: number): Promise<Stretch[]> {
  const { page } = window;
  const client = await page.context().newCDPSession(page);
  // Its own time on the processor: what else the machine does counts for nothing.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => {
    const { metrics: all } = await client.send('Performance.getMetrics');
    return new Map(all.map(({ name, value }) => [name, value]));
  };
  await page.evaluate(`window.write = (from, to) => window.postMessage(${message}, '*'); ${wordsInPage}`);
  const found: Stretch[] = [];
  const length = tokens / stretches;
  const shown = Math.min(length, Math.round((watchedMs / 1000) * tokensPerSecond));
  for (let stretch = 0; stretch < stretches; stretch++) {
    const end = (stretch + 1) * length;
    // Most of the stretch at once, in pieces as large as a second's.
    await page.evaluate(
      `(async () => { for (let at = ${stretch * length}; at < ${end - shown}; at += 100) {
        write(at, Math.min(at + 100, ${end - shown})); await new Promise(requestAnimationFrame); } })()`,
    );
    await client.send('HeapProfiler.collectGarbage');
    const before = await metrics();
    const [frames, ms] = (await page.evaluate(inPace(end - shown, end, everyMs))) as [number, number];
    const after = await metrics();
    await client.send('HeapProfiler.collectGarbage');
    const heap = (await metrics()).get('JSHeapUsedSize') ?? 0;
    const took = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    found.push({
      framesPerSecond: (1000 * frames) / ms,
      msPerFrame: (1000 * took('TaskDuration')) / frames,
      heapMiB: heap / 2 ** 20,
    });
  }
  return found;
}

/** Runs in the page: writes the tokens at their pace; gives back how many frames were drawn meanwhile, and in how many ms. */
function inPace(from: number, to: number, everyMs: number): string {
  return `new Promise((resolve) => {
    const began = performance.now();
    let frames = 0, at = ${from};
    const frame = () => { frames++; if (at < ${to}) requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    const timer = setInterval(() => {
      const due = Math.min(${to}, ${from} + Math.floor((performance.now() - began) * ${tokensPerSecond / 1000}));
      if (due > at) { write(at, due); at = due; }
      if (at === ${to}) { clearInterval(timer); requestAnimationFrame(() => resolve([frames, performance.now() - began])); }
    }, ${everyMs});
  })`;
}

/** In the page: four characters a token, in lines, with a paragraph, a formula and a program every now and then. */
const wordsInPage = String.raw`
window.words = (from, to) => {
  let text = '';
  for (let at = from; at < to; at++) {
    const place = at % 400;
    if (place === 0) text += '\n\n';
    else if (place === 100) text += '\n\nSo $a_i \\le 2^{30}$ and the sum fits.\n\n';
    else if (place === 200) text += '\n\n${'```'}cpp\nfor (int i = 0; i < n; i++) {\n';
    else if (place === 260) text += '\n}\n${'```'}\n\n';
    else text += at % 18 === 17 ? 'sum\n' : ['then', ' the', ' max', ' of ', 'a[i]', ' + b', ' is '][at % 7];
  }
  return text;
};`;

function report(name: string, what: string, seen: Stretch[]): Figure[] {
  const slowest = Math.min(...seen.map((it) => it.framesPerSecond));
  const dearest = Math.max(...seen.map((it) => it.msPerFrame));
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) throw new Error('Nothing was seen.');
  const ratio = last.msPerFrame / first.msPerFrame;
  const grown = last.heapMiB - first.heapMiB;
  const where = `${name}, ${what}, ${tokens} tokens each`;
  return [
    {
      name: `frames a second, ${where}: the slowest tenth`,
      value: slowest,
      unit: 'frames/s',
      peer: `${first.framesPerSecond.toFixed(0)} in its first tenth`,
      bar: 'at least 50',
      met: slowest >= 50,
    },
    {
      name: `main-thread time of a frame, ${where}: the dearest tenth`,
      value: dearest,
      unit: 'ms',
      peer: 'a frame of 50 a second lasts 20 ms',
      bar: 'at most 10',
      met: dearest <= 10,
    },
    {
      name: `cost of a frame, ${where}: the last tenth by the first`,
      value: ratio,
      unit: 'times',
      peer: `${first.msPerFrame.toFixed(2)} ms in its first tenth`,
      bar: 'at most 1.3',
      met: ratio <= 1.3,
    },
    {
      name: `memory, ${where}: growth from the first tenth to the last`,
      value: grown,
      unit: 'MiB',
      peer: `${first.heapMiB.toFixed(1)} MiB in its first tenth`,
      bar: 'at most 32',
      met: grown <= 32,
    },
  ];
}
