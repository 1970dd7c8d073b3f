import type { Candidate } from '../../solver/protocol.ts';
import { translated } from '../texts.ts';

/** The verdict on each sample so far. */
export function Chips({ candidate }: { candidate: Candidate }) {
  if (candidate.tests.length === 0) return null;
  return (
    <ul class="chips">
      {candidate.tests.map(({ test, verdict, reason }) => (
        <li key={test.name} class={verdictClass(verdict)} title={translated(reason ?? test.name)}>
          {translated(test.name)} {verdict}
        </li>
      ))}
    </ul>
  );
}

export function verdictClass(verdict: string | undefined): string {
  if (verdict === 'AC') return 'chip accepted';
  return verdict === undefined ? 'chip' : 'chip rejected';
}
