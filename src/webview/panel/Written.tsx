import type { Candidate } from '../../solver/protocol.ts';
import { Answer } from '../Answer.tsx';
import { Code } from '../Code.tsx';
import { Folded } from '../Folded.tsx';
import { Lines } from '../Lines.tsx';
import { t } from '../texts.ts';
import { visible } from '../visible.ts';
import { Chips } from './Chips.tsx';
import { Difference } from './Difference.tsx';

/** Everything a candidate wrote, and what became of it. */
export function Written({ candidate, language }: { candidate: Candidate; language: string | undefined }) {
  const { thought, answer, code, measured } = candidate;
  return (
    <>
      {thought && (
        <Folded
          summary={<span class="quiet">{t('Thoughts')}</span>}
          content={() => (
            <pre class="thought">
              <Lines text={visible(thought)} />
            </pre>
          )}
        />
      )}
      {answer ? <Answer text={answer} /> : code !== undefined && <Code code={code} language={language} />}
      <Chips candidate={candidate} />
      {measured && (
        <p class="quiet">
          {measured
            .map(
              ({ test, verdict, cpuMs, wallMs }) =>
                `${test.name}: ${verdict}, ${t('{0} ms', Math.round(cpuMs ?? wallMs))}`,
            )
            .join(' · ')}
        </p>
      )}
      <Difference candidate={candidate} />
    </>
  );
}
