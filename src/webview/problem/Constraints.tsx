import type { Constraint } from '../../problem/protocol.ts';
import type { ShownProblem } from '../protocol.ts';
import { t } from '../texts.ts';
import type { Send } from './send.ts';
import { ResetButton } from './TextField.tsx';

/** The bounds that the statement gives, a row each. */
export function Constraints({ shown, send }: { shown: ShownProblem; send: Send }) {
  const constraints = shown.problem.constraints ?? [];
  const correct = (changed: Constraint[]) =>
    send({ type: 'correct', corrections: { constraints: changed.length > 0 ? changed : null } });
  const set = (index: number, part: keyof Constraint, text: string) => {
    const changed = {
      ...constraints[index],
      variable: constraints[index]?.variable ?? '',
      [part]: text.trim(),
    };
    const { lower, upper, variable } = changed;
    correct(constraints.with(index, { variable, ...(lower ? { lower } : {}), ...(upper ? { upper } : {}) }));
  };
  return (
    <section aria-label={t('Constraints')}>
      <h2>
        {t('Constraints')}{' '}
        <ResetButton shown={shown} field="constraints" label={t('constraints')} send={send} />
      </h2>
      {constraints.length === 0 && <p class="quiet">{t('None were found.')}</p>}
      <ul class="constraints">
        {constraints.map((constraint, index) => (
          <li key={`${index} ${JSON.stringify(constraint)}`}>
            <Bound index={index} part="lower" constraint={constraint} set={set} />
            <span aria-hidden="true">≤</span>
            <Bound index={index} part="variable" constraint={constraint} set={set} />
            <span aria-hidden="true">≤</span>
            <Bound index={index} part="upper" constraint={constraint} set={set} />
            <button
              type="button"
              class="link"
              aria-label={t('Remove the constraint on {0}', constraint.variable)}
              onClick={() => correct(constraints.toSpliced(index, 1))}
            >
              {t('Remove')}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="secondary"
        onClick={() => correct([...constraints, { variable: 'n', lower: '1' }])}
      >
        {t('Add Constraint')}
      </button>
    </section>
  );
}

const partNames = {
  lower: (number: number) => t('Lower bound of constraint {0}', number),
  variable: (number: number) => t('Variable of constraint {0}', number),
  upper: (number: number) => t('Upper bound of constraint {0}', number),
};

function Bound(props: {
  index: number;
  part: keyof Constraint;
  constraint: Constraint;
  set: (index: number, part: keyof Constraint, text: string) => void;
}) {
  const { index, part, constraint, set } = props;
  return (
    <input
      class={part}
      aria-label={partNames[part](index + 1)}
      title={constraint[part]}
      defaultValue={constraint[part]}
      onChange={(event) => set(index, part, event.currentTarget.value)}
    />
  );
}
