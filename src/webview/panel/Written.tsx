import type { Candidate } from '../../solver/protocol.ts';
import { Answer } from '../Answer.tsx';
import { Code } from '../Code.tsx';
import { FoldedThoughts } from '../FoldedThoughts.tsx';
import { t, translated } from '../texts.ts';
import { Chips } from './Chips.tsx';
import { Difference } from './Difference.tsx';

/** Everything a candidate wrote, and what became of it. */
export function Written({ candidate, language }: { candidate: Candidate; language: string | undefined }) {
  const { thought, answer, code, measured } = candidate;
  return (
    <>
      {thought && <FoldedThoughts thought={thought} />}
      {answer ? <Answer text={answer} /> : code !== undefined && <Code code={code} language={language} />}
      <Chips candidate={candidate} />
      {measured && (
        <p class="quiet">
          {measured
            .map(
              ({ test, verdict, cpuMs, wallMs }) =>
                `${translated(test.name)}: ${verdict}, ${t('{0} ms', Math.round(cpuMs ?? wallMs))}`,
            )
            .join(' · ')}
        </p>
      )}
      <Difference candidate={candidate} />
    </>
  );
}
