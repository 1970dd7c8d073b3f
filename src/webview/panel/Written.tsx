import type { Candidate } from '../../solver/protocol.ts';
import { Markdown } from '../Markdown.tsx';
import { visible } from '../visible.ts';
import { Chips } from './Chips.tsx';
import { Difference } from './Difference.tsx';

/** Everything a candidate wrote, and what became of it. */
export function Written({ candidate }: { candidate: Candidate }) {
  const { thought, answer, code, measured } = candidate;
  return (
    <>
      {thought && (
        <details>
          <summary class="quiet">Thoughts</summary>
          <pre class="thought">{visible(thought)}</pre>
        </details>
      )}
      {answer ? <Markdown text={answer} /> : code !== undefined && <pre>{code}</pre>}
      <Chips candidate={candidate} />
      {measured && (
        <p class="quiet">
          {measured
            .map(
              ({ test, verdict, cpuMs, wallMs }) =>
                `${test.name}: ${verdict}, ${Math.round(cpuMs ?? wallMs)} ms`,
            )
            .join(' · ')}
        </p>
      )}
      <Difference candidate={candidate} />
    </>
  );
}
