import { useRef, useState } from 'preact/hooks';
import type { Candidate, SolveState } from '../../solver/protocol.ts';
import { useCalm, useSeconds } from '../calm.ts';
import { counted } from '../counted.ts';
import { Growing } from '../Growing.tsx';
import type { FromPanel } from '../protocol.ts';
import { t, translated } from '../texts.ts';
import { Chips } from './Chips.tsx';

export interface LaneProps {
  candidate: Candidate;
  state: SolveState;
  /** When it was begun, by `performance.now()`; absent: when it was first seen. */
  begunAt: number | undefined;
  /** Absent where a candidate cannot be stopped by itself. */
  send?: ((message: FromPanel) => void) | undefined;
}

/** A candidate under way: what it writes now, how fast, and how much of its budget is spent. */
export function Lane({ candidate, state, begunAt, send }: LaneProps) {
  const { number, latest, tokens, hint, repairs } = candidate;
  const [whole, setWhole] = useState(false);
  const all = useCalm(whole ? candidate[latest.channel] : '', 250);
  const pace = usePace(tokens, begunAt);
  const isWriting = candidate.code === undefined;
  return (
    <article class="lane" aria-label={t('Candidate {0}', number)}>
      <div class="head">
        <h2>
          #{number} <span class="quiet">{doing(candidate, state)}</span>
        </h2>
        {send && isWriting && (
          <button
            type="button"
            class="link"
            aria-label={t('Stop candidate {0}', number)}
            onClick={() => send({ type: 'stopCandidate', candidate: number })}
          >
            {t('Stop')}
          </button>
        )}
      </div>
      {hint && <p class="quiet">{t('asked to try: {0}', translated(hint))}</p>}
      {repairs !== undefined && <p class="quiet">{t('another try at #{0}', repairs)}</p>}
      <Growing
        key={String(whole)}
        text={whole && all ? all : latest.text}
        label={
          latest.channel === 'answer'
            ? t('What candidate {0} answers', number)
            : t('What candidate {0} thinks', number)
        }
        class={[latest.channel === 'answer' ? '' : 'thought', whole ? 'whole' : ''].join(' ')}
      />
      <div class="pace">
        {state.maxTokens !== undefined && state.maxTokens > 0 && (
          <progress
            max={state.maxTokens}
            value={pace.tokens}
            aria-label={t('Tokens of candidate {0} against its budget', number)}
            title={t('{0} of at most {1} tokens', pace.tokens, state.maxTokens)}
          />
        )}
        <span class="quiet">{pace.words}</span>
        {candidate.thought.length + candidate.answer.length > latest.text.length && (
          <button type="button" class="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('Fold') : t('Read all')}
          </button>
        )}
      </div>
      <Chips candidate={candidate} />
    </article>
  );
}

export function doing(candidate: Candidate, { inputs }: SolveState): string {
  const { measured, stressCases, code, tokens, latest } = candidate;
  if (measured) return t('runs on inputs as large as allowed');
  if (stressCases !== undefined)
    return inputs?.cases
      ? t('stress test, {0} of {1} cases', stressCases, inputs.cases)
      : t('stress test, {0} cases', stressCases);
  if (code !== undefined) return t('being judged');
  if (tokens === 0) return t('reads the problem');
  return latest.channel === 'answer' ? t('answers') : t('thinks');
}

/** Tokens, their speed over the last seconds, and the time, in words that change a few times a second. */
function usePace(tokens: number, begunAt: number | undefined): { tokens: number; words: string } {
  useSeconds();
  const now = performance.now();
  const seen = useRef(now);
  const marks = useRef<{ at: number; tokens: number }[]>([]);
  const last = marks.current.at(-1);
  if (!last || now - last.at >= 500) marks.current = [...marks.current.slice(-8), { at: now, tokens }];
  const [first] = marks.current;
  const seconds = first ? (now - first.at) / 1000 : 0;
  const speed = first && seconds >= 1 ? Math.round((tokens - first.tokens) / seconds) : 0;
  const words = [
    tokens > 0 && counted(tokens, '1 token', '{0} tokens'),
    speed > 0 && t('{0} tokens/s', speed),
    duration(now - (begunAt ?? seen.current)),
  ]
    .filter(Boolean)
    .join(' · ');
  return useCalm({ tokens, words }, 250);
}

function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return t('{0} s', seconds);
  return t('{0} min {1} s', Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0'));
}
