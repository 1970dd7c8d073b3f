import { stat, writeFile } from 'node:fs/promises';
import { type Profiler, Session } from 'node:inspector/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { commands, extensions, Position, Uri, window, workspace } from 'vscode';
import type { HostMeasures } from './host.ts';

const keystrokes = 30;
/** Long enough for everything that waits for the text to be still, in ms. */
const stillMs = 700;

/** Runs inside the extension host and leaves its measures in the file that `VERDICT_BENCH_RESULT` names. */
describe('what the extension costs its host', () => {
  it('is measured', async function () {
    this.timeout(120_000);
    const own = extensions.getExtension('verdict.verdict');
    await own?.activate();
    const activationMs = timesOfActivation();
    const read = Object.keys(require.cache).filter((path) => path.startsWith(own?.extensionPath ?? '?'));
    const sizes = await Promise.all(read.map(async (path) => (await stat(path)).size));
    const file = Uri.file(process.env.VERDICT_BENCH_FILE ?? '');
    const editor = await window.showTextDocument(await workspace.openTextDocument(file));
    await commands.executeCommand('workbench.view.testing.focus');
    await window.showTextDocument(editor.document);
    const end = new Position(editor.document.lineCount - 1, 0);
    const type = async () => {
      await editor.edit((edit) => edit.insert(end, 'x'));
      await pause(stillMs);
    };
    // The first ones load what is loaded once.
    for (let count = 0; count < 3; count++) await type();
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 100 });
    await session.post('Profiler.start');
    for (let count = 0; count < keystrokes; count++) await type();
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    const { ours, others } = timesIn(profile, own?.extensionPath ?? '');
    const measures: HostMeasures = {
      activationMs,
      readBytes: sizes.reduce((sum, size) => sum + size, 0),
      keystrokeMs: ours / keystrokes,
      othersKeystrokeMs: others / keystrokes,
    };
    await writeFile(process.env.VERDICT_BENCH_RESULT ?? '', JSON.stringify(measures));
  });
});

/** Of every extension that is active: ms to load its code and to call its `activate`, as the host has noted them. */
function timesOfActivation(): Record<string, number> {
  const { MonacoPerformanceMarks: noted } = globalThis as unknown as {
    MonacoPerformanceMarks?: { getMarks(): { name: string; startTime: number }[] };
  };
  const marks = noted?.getMarks() ?? performance.getEntriesByType('mark');
  const at = (name: string) =>
    marks.find((it) => it.name === `code/extHost/${name}`)?.startTime ?? Number.NaN;
  const times: Record<string, number> = {};
  for (const { id } of extensions.all) {
    const between = (what: string) => at(`did${what}/${id}`) - at(`will${what}/${id}`);
    const ms = between('LoadExtensionCode') + between('ActivateExtension');
    if (ms >= 0) times[id] = ms;
  }
  return times;
}

/** Milliseconds with a function of `folder` on the stack, and those of everything else that is not idle. */
function timesIn(profile: Profiler.Profile, folder: string): { ours: number; others: number } {
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kinds = new Map<number, 'ours' | 'others' | 'idle'>();
  const visit = (id: number, above: 'ours' | 'others') => {
    const node = byId.get(id);
    if (!node) return;
    const { url, functionName } = node.callFrame;
    const kind = url.includes(folder) ? 'ours' : above;
    kinds.set(id, /^\((idle|program|root)\)$/.test(functionName) ? 'idle' : kind);
    for (const child of node.children ?? []) visit(child, kind);
  };
  visit(nodes[0]?.id ?? 0, 'others');
  const times = { ours: 0, others: 0, idle: 0 };
  samples.forEach((id, index) => {
    times[kinds.get(id) ?? 'idle'] += (timeDeltas[index] ?? 0) / 1000;
  });
  return times;
}
