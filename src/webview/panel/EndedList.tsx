import type { Candidate } from '../../solver/protocol.ts';
import { counted } from '../counted.ts';
import { Folded } from '../Folded.tsx';
import { endings } from '../solveWords.ts';
import { t, translated } from '../texts.ts';
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
  const duplicates = count('duplicate');
  const stopped = count('stopped');
  const passedOver = [
    duplicates > 0 && t('{0} wrote the same program as another', duplicates),
    stopped > 0 && t('{0} stopped before the end', stopped),
  ].filter(Boolean);
  return (
    <section aria-label={t('Candidates that ended')}>
      <h2 class="quiet">{t('Dropped candidates')}</h2>
      {passedOver.length > 0 && <p class="quiet">{passedOver.join(' · ')}</p>}
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
          <span class={verdictClass(verdict)}>{verdict ?? (outcome && t(endings[outcome]))}</span> #{number}{' '}
          <span class="quiet">
            {translated(reason ?? '')} · {counted(tokens, '1 token', '{0} tokens')}
            {repairs === undefined ? '' : ` · ${t('another try at #{0}', repairs)}`}
          </span>
        </>
      }
      content={() => <Written candidate={candidate} language={language} />}
    />
  );
}
