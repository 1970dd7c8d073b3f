import type { Candidate } from '../../solver/protocol.ts';
import { t } from '../texts.ts';

/** The case a candidate fails on: what went in, what should have come out, what did. */
export function Difference({ candidate }: { candidate: Candidate }) {
  const failing = candidate.difference ?? candidate.tests.find((it) => it.verdict !== 'AC');
  if (!failing) return null;
  return (
    <dl class="difference">
      <Part title={t('Input')} text={failing.test.input} />
      {failing.test.answer !== undefined && <Part title={t('Expected')} text={failing.test.answer} />}
      <Part title={t('Got')} text={failing.stdout} />
      {failing.stderr.trim() !== '' && <Part title={t('Standard error')} text={failing.stderr} />}
    </dl>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <pre>{text}</pre>
      </dd>
    </div>
  );
}
