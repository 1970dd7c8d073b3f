import type { Candidate } from '../../solver/protocol.ts';
import { counted } from '../counted.ts';
import { Folded } from '../Folded.tsx';
import { verdictClass } from './Chips.tsx';
import { Written } from './Written.tsx';

/**
 * The candidates that have ended, the latest first, each with its verdict and, unfolded, everything it wrote.
 * Those that only repeat another or were stopped are counted.
 */
export function EndedList(props: {
  candidates: Candidate[];
  best: number | undefined;
  language: string | undefined;
}) {
  const { candidates, best, language } = props;
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
        <Ended key={it.number} candidate={it} language={language} />
      ))}
    </section>
  );
}

function Ended({ candidate, language }: { candidate: Candidate; language: string | undefined }) {
  const { number, verdict, outcome, reason, tokens, repairs } = candidate;
  return (
    <Folded
      summary={
        <>
          <span class={verdictClass(verdict)}>{verdict ?? outcome}</span> #{number}{' '}
          <span class="quiet">
            {reason} · {counted(tokens, 'token')}
            {repairs === undefined ? '' : ` · another try at #${repairs}`}
          </span>
        </>
      }
      content={() => <Written candidate={candidate} language={language} />}
    />
  );
}
