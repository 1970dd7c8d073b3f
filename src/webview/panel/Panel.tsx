import type { SolveState } from '../../solver/protocol.ts';
import { counted } from '../counted.ts';
import type { FromPanel } from '../protocol.ts';
import { withoutName } from '../sentences.ts';
import { t, translated } from '../texts.ts';
import { Best } from './Best.tsx';
import { Checks } from './Checks.tsx';
import { EndedList } from './EndedList.tsx';
import { Lanes } from './Lanes.tsx';

export function Panel(props: {
  state: SolveState;
  send: (message: FromPanel) => void;
  begunAt?: ReadonlyMap<number, number>;
  /** False on the server's page: no file to insert into, and nothing to steer. */
  inEditor?: boolean;
}) {
  const { state, send, begunAt, inEditor = true } = props;
  const running = state.candidates.filter((it) => it.outcome === undefined);
  const best = state.candidates.find((it) => it.number === state.best);
  const isBegun = state.model !== undefined || state.outcome !== undefined;
  return (
    <main>
      {isBegun ? (
        <header>
          <div>
            <h1>{state.model ? (state.title ?? t('Untitled problem')) : t('Nothing was solved')}</h1>
            {state.model && <p class="quiet">{facts(state)}</p>}
            {(state.plan || state.fallback) && <p class="quiet">{planOf(state)}</p>}
          </div>
          {!state.outcome && (
            <div class="buttons">
              {inEditor && (
                <button
                  type="button"
                  class="secondary"
                  title={t('Try more candidates, in every lane the model has')}
                  onClick={() => send({ type: 'more' })}
                >
                  {t('More Lanes')}
                </button>
              )}
              <button type="button" class="secondary" onClick={() => send({ type: 'stop' })}>
                {t('Stop All')}
              </button>
            </div>
          )}
        </header>
      ) : (
        <p class="quiet">{t('Loading the model …')}</p>
      )}
      <p class="unseen" role="status">
        {state.outcome &&
          (state.outcome === 'solved'
            ? t('Candidate {0} is accepted.', state.best ?? '')
            : t('The solve has ended.'))}
      </p>
      {state.outcome && <Best state={state} best={best} send={send} inEditor={inEditor} />}
      {running.length > 0 && (
        <Lanes running={running} state={state} begunAt={begunAt} send={inEditor ? send : undefined} />
      )}
      <Checks state={state} />
      <EndedList candidates={state.candidates} best={state.best} language={state.language} />
    </main>
  );
}

function facts(state: SolveState): string {
  const parts = [t('{0} on {1}', state.model ?? '', state.backend ?? ''), state.language ?? ''];
  parts.push(
    state.samples === 0
      ? t('no samples in the statement')
      : counted(state.samples, '1 sample', '{0} samples'),
  );
  parts.push(t('{0} of at most {1} candidates', state.candidates.length, state.maxCandidates ?? ''));
  if (state.tokens) parts.push(counted(state.tokens, '1 token', '{0} tokens'));
  if (state.ms) parts.push(t('{0} s', Math.round(state.ms / 1000)));
  return parts.filter((it) => it !== '').join(' · ');
}

/** How the model was loaded, without its name, which is said above, and why it is on nothing faster. */
function planOf({ model = '', plan = '', fallback = '' }: SolveState): string {
  return [withoutName(translated(plan), model), translated(fallback)].filter((it) => it !== '').join(' · ');
}
