import type { Checker } from '../../problem/protocol.ts';
import type { ShownProblem } from '../protocol.ts';
import { t } from '../texts.ts';
import type { Send } from './send.ts';
import { Field } from './TextField.tsx';

const names: Record<Checker['kind'], string> = {
  tokens: t('by tokens'),
  exact: t('exactly'),
  caseInsensitive: t('without regard to case'),
  unordered: t('lines in any order'),
  float: t('numbers within a tolerance'),
  program: t('by a checker program'),
};
const protocols = { testlib: 'testlib', kattis: t('Kattis output validator'), script: t('script') };

/** How an output is compared with the answer, with what that way needs to know. */
export function CheckerField({ shown, send }: { shown: ShownProblem; send: Send }) {
  const { checker } = shown.problem;
  const correct = (changed: Checker | null) => send({ type: 'correct', corrections: { checker: changed } });
  return (
    <>
      <Field shown={shown} field="checker" label={t('Answers are compared')} send={send}>
        <select
          id="checker"
          value={checker?.kind ?? ''}
          onChange={(event) => correct(checkerOf(event.currentTarget.value))}
        >
          <option value="">{t('not stated (by tokens)')}</option>
          {Object.entries(names).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {checker?.kind === 'float' && (
        <>
          <Tolerance of="absolute" checker={checker} correct={correct} />
          <Tolerance of="relative" checker={checker} correct={correct} />
        </>
      )}
      {checker?.kind === 'program' && <Program checker={checker} correct={correct} />}
    </>
  );
}

function checkerOf(kind: string): Checker | null {
  if (kind === 'float') return { kind, absolute: 1e-6, relative: 1e-6 };
  if (kind === 'program') return { kind, protocol: 'testlib', path: '' };
  if (kind === 'tokens' || kind === 'exact' || kind === 'caseInsensitive' || kind === 'unordered')
    return { kind };
  return null;
}

function Tolerance(props: {
  of: 'absolute' | 'relative';
  checker: Extract<Checker, { kind: 'float' }>;
  correct: (checker: Checker) => void;
}) {
  const { of, checker, correct } = props;
  const set = (input: HTMLInputElement) => {
    if (!input.reportValidity()) return;
    const { [of]: _, ...rest } = checker;
    correct(input.value === '' ? rest : { ...rest, [of]: input.valueAsNumber });
  };
  return (
    <div class="field">
      <div class="label">
        <label for={of}>{of === 'absolute' ? t('Absolute error') : t('Relative error')}</label>
      </div>
      <input
        key={checker[of]}
        id={of}
        type="number"
        min="0"
        step="any"
        defaultValue={checker[of]}
        placeholder={t('none')}
        onChange={(event) => set(event.currentTarget)}
      />
    </div>
  );
}

function Program(props: {
  checker: Extract<Checker, { kind: 'program' }>;
  correct: (checker: Checker) => void;
}) {
  const { checker, correct } = props;
  return (
    <>
      <div class="field">
        <div class="label">
          <label for="protocol">{t('It is a')}</label>
        </div>
        <select
          id="protocol"
          value={checker.protocol}
          onChange={(event) => {
            const protocol = event.currentTarget.value;
            if (protocol === 'testlib' || protocol === 'kattis' || protocol === 'script') {
              correct({ ...checker, protocol });
            }
          }}
        >
          {Object.entries(protocols).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <div class="label">
          <label for="checkerPath">{t('Path of the checker')}</label>
        </div>
        <input
          key={checker.path}
          id="checkerPath"
          defaultValue={checker.path}
          onChange={(event) => correct({ ...checker, path: event.currentTarget.value.trim() })}
        />
      </div>
    </>
  );
}
