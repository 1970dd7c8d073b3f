import type { SampleRun } from '../protocol.ts';
import { t, translated } from '../texts.ts';
import type { Send } from './send.ts';

/** The button that runs the samples, and how the last run went. */
export function RunLine({ run, count, send }: { run: SampleRun | undefined; count: number; send: Send }) {
  return (
    <div class="run">
      {run?.running ? (
        <button type="button" class="secondary" onClick={() => send({ type: 'stop' })}>
          {t('Stop')}
        </button>
      ) : (
        <button type="button" disabled={count === 0} onClick={() => send({ type: 'run' })}>
          {t('Run Samples ({0})', count)}
        </button>
      )}
      <p role="status">{run ? outcome(run) : ''}</p>
    </div>
  );
}

function outcome({ program, running, results, verdict, reason }: SampleRun) {
  const passed = results.filter((it) => it.verdict === 'AC').length;
  if (running) return t('{0} runs: {1} of {2} passed so far', program, passed, results.length);
  if (verdict === undefined) return reason === undefined ? t('Stopped.') : translated(reason);
  const score = results.length > 0 ? `, ${t('{0}/{1} samples', passed, results.length)}` : '';
  return (
    <>
      <strong class={verdict === 'AC' ? 'passed' : 'failed'}>{verdict}</strong> {program}
      {score}
      {reason && verdict !== 'AC' ? `: ${translated(reason)}` : ''}
    </>
  );
}
