import type { Candidate } from '../../solver/protocol.ts';
import { Chips, verdictClass } from './Chips.tsx';
import { Difference } from './Difference.tsx';

/**
 * The candidates that have ended, the latest first, each with its verdict and, unfolded, everything it wrote.
 * Those that only repeat another or were stopped are counted.
 */
export function EndedList({ candidates, best }: { candidates: Candidate[]; best: number | undefined }) {
  const ended = candidates.filter((it) => it.outcome !== undefined && it.number !== best).reverse();
  if (ended.length === 0) return null;
  const count = (outcome: Candidate['outcome']) => ended.filter((it) => it.outcome === outcome).length;
  const shown = ended.filter((it) => it.outcome !== 'duplicate' && it.outcome !== 'stopped');
  const counted = [
    [count('duplicate'), 'wrote the same program as another'],
    [count('stopped'), 'stopped before the end'],
  ].flatMap(([number, words]) => (number ? [`${number} ${words}`] : []));
  return (
    <section aria-label="Candidates that ended">
      <h2 class="quiet">Dropped candidates</h2>
      {counted.length > 0 && <p class="quiet">{counted.join(' · ')}</p>}
      {shown.map((it) => (
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
