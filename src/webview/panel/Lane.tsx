import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Candidate } from '../../solver/protocol.ts';
import { visible } from '../visible.ts';
import { Chips } from './Chips.tsx';

/** Characters of a text under way that are drawn while it is folded: its last lines. */
const folded = 2000;

/** A candidate under way: what it writes now, its last lines in view until the user scrolls away. */
export function Lane({ candidate, maxTokens }: { candidate: Candidate; maxTokens: number | undefined }) {
  const text = useRef<HTMLPreElement>(null);
  const follows = useRef(true);
  const [whole, setWhole] = useState(false);
  const speed = useSpeed(candidate.tokens);
  const all = candidate.answer || candidate.thought;
  const from = whole ? 0 : Math.max(0, all.length - folded);
  const shown = useMemo(() => visible(all.slice(from)), [all, from]);
  useLayoutEffect(() => {
    const element = text.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [shown]);
  const isLong = all.length > folded;
  return (
    <article class="lane" aria-label={`Candidate ${candidate.number}`}>
      <h2>
        #{candidate.number} <span class="quiet">{doing(candidate)}</span>
      </h2>
      {candidate.hint && <p class="quiet">asked to try: {candidate.hint}</p>}
      {candidate.repairs !== undefined && <p class="quiet">another try at #{candidate.repairs}</p>}
      <pre
        ref={text}
        class={[candidate.answer ? '' : 'thought', whole ? 'whole' : ''].join(' ')}
        onScroll={({ currentTarget: it }) => {
          follows.current = it.scrollTop + it.clientHeight >= it.scrollHeight - 8;
        }}
      >
        {shown}
      </pre>
      <div class="pace">
        {maxTokens !== undefined && maxTokens > 0 && (
          <progress
            max={maxTokens}
            value={candidate.tokens}
            aria-label={`Tokens of candidate ${candidate.number} against its budget`}
            title={`${candidate.tokens} of at most ${maxTokens} tokens`}
          />
        )}
        <span class="quiet">{speed}</span>
        {isLong && (
          <button type="button" class="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Fold' : 'Read all'}
          </button>
        )}
      </div>
      <Chips candidate={candidate} />
    </article>
  );
}

function doing(candidate: Candidate): string {
  if (candidate.measured) return 'runs on inputs as large as allowed';
  if (candidate.stressCases !== undefined) return `stress test, ${candidate.stressCases} cases`;
  if (candidate.code !== undefined) return 'being judged';
  if (candidate.tokens === 0) return 'reads the problem';
  return `${candidate.answer ? 'answers' : 'thinks'}, ${candidate.tokens} tokens`;
}

/** Tokens a second since the lane was first seen writing, in words. */
function useSpeed(tokens: number): string {
  const start = useRef<{ at: number; tokens: number }>();
  if (tokens === 0) return '';
  start.current ??= { at: performance.now(), tokens };
  const seconds = (performance.now() - start.current.at) / 1000;
  if (seconds < 1) return '';
  return `${Math.round((tokens - start.current.tokens) / seconds)} tokens/s`;
}
