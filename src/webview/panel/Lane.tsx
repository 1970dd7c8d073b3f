import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Candidate } from '../../solver/protocol.ts';
import { Chips } from './Chips.tsx';

/** A candidate under way: what it writes now, its last lines in view. */
export function Lane({ candidate }: { candidate: Candidate }) {
  const text = useRef<HTMLPreElement>(null);
  const shown = candidate.answer || candidate.thought;
  useLayoutEffect(() => {
    text.current?.scrollTo({ top: text.current.scrollHeight });
  }, [shown]);
  return (
    <article class="lane">
      <h2>
        #{candidate.number} <span class="quiet">{doing(candidate)}</span>
      </h2>
      <pre ref={text} class={candidate.answer ? '' : 'thought'}>
        {shown}
      </pre>
      <Chips candidate={candidate} />
    </article>
  );
}

function doing(candidate: Candidate): string {
  if (candidate.stressCases !== undefined) return `stress test, ${candidate.stressCases} cases`;
  if (candidate.code !== undefined) return 'being judged';
  if (candidate.tokens === 0) return 'reads the problem';
  return `${candidate.answer ? 'answers' : 'thinks'}, ${candidate.tokens} tokens`;
}
