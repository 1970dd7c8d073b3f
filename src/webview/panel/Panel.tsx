import type { SolveState } from '../../solver/protocol.ts';
import type { FromPanel } from '../protocol.ts';
import { Best } from './Best.tsx';
import { Checks } from './Checks.tsx';
import { EndedList } from './EndedList.tsx';
import { Lane } from './Lane.tsx';

export function Panel(props: {
  state: SolveState;
  send: (message: FromPanel) => void;
  /** False where there is no editor to insert into. */
  canInsert?: boolean;
}) {
  const { state, send, canInsert = true } = props;
  if (!state.model && !state.outcome) return <p class="quiet">Loading the model …</p>;
  const running = state.candidates.filter((it) => it.outcome === undefined);
  const best = state.candidates.find((it) => it.number === state.best);
  return (
    <main>
      <header>
        <div>
          <h1>{state.model ? (state.title ?? 'Untitled problem') : 'Nothing was solved'}</h1>
          {state.model && <p class="quiet">{facts(state)}</p>}
          {state.plan && <p class="quiet">{state.plan}</p>}
          {state.fallback && <p class="quiet">{state.fallback}</p>}
        </div>
        {!state.outcome && (
          <button type="button" class="secondary" onClick={() => send({ type: 'stop' })}>
            Stop
          </button>
        )}
      </header>
      {state.outcome && <Best state={state} best={best} send={send} canInsert={canInsert} />}
      {running.length > 0 && (
        <section class="lanes" aria-label="Candidates under way">
          {running.map((it) => (
            <Lane key={it.number} candidate={it} maxTokens={state.maxTokens} />
          ))}
        </section>
      )}
      <Checks state={state} />
      <EndedList candidates={state.candidates} best={state.best} />
    </main>
  );
}

function facts(state: SolveState): string {
  const parts = [`${state.model} on ${state.backend}`, state.language ?? ''];
  parts.push(state.samples === 0 ? 'no samples in the statement' : `${state.samples} samples`);
  parts.push(`${state.candidates.length} of at most ${state.maxCandidates} candidates`);
  if (state.tokens) parts.push(`${state.tokens} tokens`);
  if (state.ms) parts.push(`${Math.round(state.ms / 1000)} s`);
  return parts.filter((it) => it !== '').join(' · ');
}
