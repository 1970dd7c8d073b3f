import type { ShownProblem } from '../protocol.ts';
import { t } from '../texts.ts';
import { CheckerField } from './CheckerField.tsx';
import type { Send } from './send.ts';
import { Field, ResetButton, TextField } from './TextField.tsx';

/** Limits, files, how answers are compared, and the kinds of problem. */
export function Facts({ shown, send }: { shown: ShownProblem; send: Send }) {
  const { problem } = shown;
  return (
    <section aria-label={t('Limits and checking')}>
      <h2>{t('Limits and checking')}</h2>
      {(problem.function !== undefined || shown.corrected.includes('function')) && (
        <div class="function">
          <TextField
            shown={shown}
            field="function"
            label={t('Function to write')}
            value={problem.function}
            send={send}
          />
        </div>
      )}
      <div class="fields">
        <NumberField shown={shown} field="timeLimitMs" label={t('Time limit (ms)')} send={send} />
        <NumberField shown={shown} field="memoryLimitMiB" label={t('Memory limit (MiB)')} send={send} />
        <TextField
          shown={shown}
          field="inputFile"
          label={t('Input file')}
          value={problem.inputFile}
          send={send}
        />
        <TextField
          shown={shown}
          field="outputFile"
          label={t('Output file')}
          value={problem.outputFile}
          send={send}
        />
        <CheckerField shown={shown} send={send} />
      </div>
      <div class="kinds">
        <Kind shown={shown} field="multiTest" label={t('Several tests in one input')} send={send} />
        <Kind shown={shown} field="anyAnswer" label={t('Any right answer may be printed')} send={send} />
        <Kind shown={shown} field="interactive" label={t('Interactive')} send={send} />
      </div>
    </section>
  );
}

function NumberField(props: {
  shown: ShownProblem;
  field: 'timeLimitMs' | 'memoryLimitMiB';
  label: string;
  send: Send;
}) {
  const { shown, field, label, send } = props;
  const value = shown.problem[field];
  const correct = (input: HTMLInputElement) => {
    if (input.reportValidity()) {
      send({ type: 'correct', corrections: { [field]: input.value === '' ? null : input.valueAsNumber } });
    }
  };
  return (
    <Field shown={shown} field={field} label={label} send={send}>
      <input
        key={value}
        id={field}
        type="number"
        min="1"
        step="any"
        defaultValue={value}
        placeholder={t('not stated')}
        onChange={(event) => correct(event.currentTarget)}
      />
    </Field>
  );
}

function Kind(props: {
  shown: ShownProblem;
  field: 'multiTest' | 'anyAnswer' | 'interactive';
  label: string;
  send: Send;
}) {
  const { shown, field, label, send } = props;
  const is = shown.problem[field] === true;
  return (
    <span class="kind">
      <label>
        <input
          key={String(is)}
          type="checkbox"
          defaultChecked={is}
          onChange={(event) =>
            send({ type: 'correct', corrections: { [field]: event.currentTarget.checked || null } })
          }
        />{' '}
        {label}
      </label>{' '}
      <ResetButton shown={shown} field={field} label={label} send={send} />
    </span>
  );
}
