import type { Candidate } from '../../solver/protocol.ts';
import { Chips, verdictClass } from './Chips.tsx';
import { Difference } from './Difference.tsx';

/** The candidates that have ended, the latest first, each with its verdict and, unfolded, everything it wrote. */
export function EndedList({ candidates, best }: { candidates: Candidate[]; best: number | undefined }) {
  const ended = candidates.filter((it) => it.outcome !== undefined && it.number !== best).reverse();
  if (ended.length === 0) return null;
  return (
    <section aria-label="Candidates that ended">
      <h2 class="quiet">Dropped candidates</h2>
      {ended.map((it) => (
        <details key={it.number}>
          <summary>
            <span class={verdictClass(it.verdict)}>{it.verdict ?? it.outcome}</span> #{it.number}{' '}
            <span class="quiet">
              {it.reason} · {it.tokens} tokens
            </span>
          </summary>
          {it.thought && <pre class="thought">{it.thought}</pre>}
          <pre>{it.code ?? it.answer}</pre>
          <Chips candidate={it} />
          <Difference candidate={it} />
        </details>
      ))}
    </section>
  );
}
