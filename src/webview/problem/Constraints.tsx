import type { Constraint } from '../../problem/protocol.ts';
import type { ShownProblem } from '../protocol.ts';
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
    <section aria-label="Constraints">
      <h2>
        Constraints <ResetButton shown={shown} field="constraints" label="constraints" send={send} />
      </h2>
      {constraints.length === 0 && <p class="quiet">None were found.</p>}
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
              aria-label={`Remove the constraint on ${constraint.variable}`}
              onClick={() => correct(constraints.toSpliced(index, 1))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="secondary"
        onClick={() => correct([...constraints, { variable: 'n', lower: '1' }])}
      >
        Add Constraint
      </button>
    </section>
  );
}

const partNames = { lower: 'Lower bound', variable: 'Variable', upper: 'Upper bound' };

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
      aria-label={`${partNames[part]} of constraint ${index + 1}`}
      title={constraint[part]}
      defaultValue={constraint[part]}
      onChange={(event) => set(index, part, event.currentTarget.value)}
    />
  );
}
