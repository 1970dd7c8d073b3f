import { useRef, useState } from 'preact/hooks';
import type { Candidate, SolveState } from '../../solver/protocol.ts';
import { useCalm, useSeconds } from '../calm.ts';
import { counted } from '../counted.ts';
import { Growing } from '../Growing.tsx';
import type { FromPanel } from '../protocol.ts';
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
    <article class="lane" aria-label={`Candidate ${number}`}>
      <div class="head">
        <h2>
          #{number} <span class="quiet">{doing(candidate, state)}</span>
        </h2>
        {send && isWriting && (
          <button
            type="button"
            class="link"
            aria-label={`Stop candidate ${number}`}
            onClick={() => send({ type: 'stopCandidate', candidate: number })}
          >
            Stop
          </button>
        )}
      </div>
      {hint && <p class="quiet">asked to try: {hint}</p>}
      {repairs !== undefined && <p class="quiet">another try at #{repairs}</p>}
      <Growing
        key={String(whole)}
        text={whole && all ? all : latest.text}
        label={`What candidate ${number} ${latest.channel === 'answer' ? 'answers' : 'thinks'}`}
        class={[latest.channel === 'answer' ? '' : 'thought', whole ? 'whole' : ''].join(' ')}
      />
      <div class="pace">
        {state.maxTokens !== undefined && state.maxTokens > 0 && (
          <progress
            max={state.maxTokens}
            value={pace.tokens}
            aria-label={`Tokens of candidate ${number} against its budget`}
            title={`${pace.tokens} of at most ${state.maxTokens} tokens`}
          />
        )}
        <span class="quiet">{pace.words}</span>
        {candidate.thought.length + candidate.answer.length > latest.text.length && (
          <button type="button" class="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Fold' : 'Read all'}
          </button>
        )}
      </div>
      <Chips candidate={candidate} />
    </article>
  );
}

export function doing(candidate: Candidate, { inputs }: SolveState): string {
  const { measured, stressCases, code, tokens, latest } = candidate;
  if (measured) return 'runs on inputs as large as allowed';
  if (stressCases !== undefined)
    return `stress test, ${stressCases}${inputs?.cases ? ` of ${inputs.cases}` : ''} cases`;
  if (code !== undefined) return 'being judged';
  if (tokens === 0) return 'reads the problem';
  return latest.channel === 'answer' ? 'answers' : 'thinks';
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
  const speed = first && seconds >= 1 ? Math.round((tokens - first.tokens) / seconds) : undefined;
  const words = [
    tokens > 0 && counted(tokens, 'token'),
    tokens > 0 && speed !== undefined && `${speed} tokens/s`,
    duration(now - (begunAt ?? seen.current)),
  ]
    .filter(Boolean)
    .join(' · ');
  return useCalm({ tokens, words }, 250);
}

function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
