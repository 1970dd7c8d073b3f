import type { SampleRun } from '../../webview/protocol.ts';
import { failureInMarkdown } from '../reviewWords.ts';

/** A run of the samples in words: the verdict, each sample, and the first that failed. */
export function runInMarkdown({ program, results, verdict, reason }: SampleRun): string {
  if (verdict === undefined) return reason ?? 'Stopped.';
  const passed = results.filter((it) => it.verdict === 'AC').length;
  const failing = results.find((it) => it.verdict !== 'AC');
  const score = results.length > 0 ? ` ${passed}/${results.length} samples` : '';
  const head = `**${verdict}** ${program}:${score}${verdict !== 'AC' && reason ? `, ${reason}` : ''}`;
  return failing ? `${head}\n\n${failureInMarkdown(failing)}` : head;
}
