import type { ComponentChildren } from 'preact';
import type { CorrectedField, ShownProblem } from '../protocol.ts';
import { t } from '../texts.ts';
import type { Send } from './send.ts';

/** A field that holds one line of text. Emptied, the problem has no such thing. */
export function TextField(props: {
  shown: ShownProblem;
  field: 'title' | 'inputFile' | 'outputFile' | 'function';
  label: string;
  value: string | undefined;
  send: Send;
}) {
  const { shown, field, label, value, send } = props;
  const correct = (text: string) => send({ type: 'correct', corrections: { [field]: text.trim() || null } });
  return (
    <Field shown={shown} field={field} label={label} send={send}>
      <input
        key={value}
        id={field}
        defaultValue={value}
        placeholder={t('not stated')}
        onChange={(event) => correct(event.currentTarget.value)}
      />
    </Field>
  );
}

/** A label, what it names, and, once it was corrected, the way back to what was read. */
export function Field(props: {
  shown: ShownProblem;
  field: CorrectedField;
  label: string;
  send: Send;
  children: ComponentChildren;
}) {
  const { shown, field, label, send, children } = props;
  return (
    <div class="field">
      <div class="label">
        <label for={field}>{label}</label>
        <ResetButton shown={shown} field={field} label={label} send={send} />
      </div>
      {children}
    </div>
  );
}

export function ResetButton(props: {
  shown: ShownProblem;
  field: CorrectedField;
  label: string;
  send: Send;
}) {
  const { shown, field, label, send } = props;
  if (!shown.corrected.includes(field)) return null;
  return (
    <span class="corrected">
      {t('corrected')}{' '}
      <button
        type="button"
        class="link"
        aria-label={t('Reset {0} to what was read', label)}
        onClick={() => send({ type: 'reset', field })}
      >
        {t('Reset')}
      </button>
    </span>
  );
}
