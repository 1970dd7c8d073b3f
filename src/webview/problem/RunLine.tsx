import type { SampleRun } from '../protocol.ts';
import type { Send } from './send.ts';

/** The button that runs the samples, and how the last run went. */
export function RunLine({ run, count, send }: { run: SampleRun | undefined; count: number; send: Send }) {
  return (
    <div class="run">
      {run?.running ? (
        <button type="button" class="secondary" onClick={() => send({ type: 'stop' })}>
          Stop
        </button>
      ) : (
        <button type="button" disabled={count === 0} onClick={() => send({ type: 'run' })}>
          Run Samples ({count})
        </button>
      )}
      <p role="status">{run ? outcome(run) : ''}</p>
    </div>
  );
}

function outcome({ program, running, results, verdict, reason }: SampleRun) {
  const passed = results.filter((it) => it.verdict === 'AC').length;
  if (running) return `${program} runs: ${passed} of ${results.length} passed so far`;
  if (verdict === undefined) return reason ?? 'Stopped.';
  const score = results.length > 0 ? `, ${passed}/${results.length} samples` : '';
  return (
    <>
      <strong class={verdict === 'AC' ? 'passed' : 'failed'}>{verdict}</strong> {program}
      {score}
      {reason && verdict !== 'AC' ? `: ${reason}` : ''}
    </>
  );
}
