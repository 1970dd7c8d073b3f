import { useState } from 'preact/hooks';
import type { Sample } from '../../problem/protocol.ts';
import { verdictClass } from '../panel/Chips.tsx';
import type { SampleRun, ShownProblem } from '../protocol.ts';
import { t, translated } from '../texts.ts';
import type { Send } from './send.ts';
import { ResetButton } from './TextField.tsx';

/** The samples of the statement and the user's own tests, each with what the program made of it. */
export function Tests(props: { shown: ShownProblem; run: SampleRun | undefined; send: Send }) {
  const { shown, run, send } = props;
  const { samples, own } = shown;
  const correct = (changed: Sample[]) => send({ type: 'correct', corrections: { samples: changed } });
  return (
    <section aria-label={t('Samples and own tests')}>
      <h2>
        {t('Samples')} <ResetButton shown={shown} field="samples" label={t('samples')} send={send} />
      </h2>
      {samples.length === 0 && <p class="quiet">{t('None were found in the statement.')}</p>}
      {shown.problem.anyAnswer && shown.problem.checker?.kind !== 'program' && (
        <p class="quiet">
          {t(
            'Any right answer may be printed: an output that differs from a sample’s may be right all the same.',
          )}
        </p>
      )}
      {samples.map((sample, index) => (
        <TestCard
          key={`sample ${index}`}
          title={t('Sample {0}', index + 1)}
          test={sample}
          run={run}
          set={(changed) => correct(samples.with(index, { ...sample, ...changed }))}
          remove={() => correct(samples.toSpliced(index, 1))}
        />
      ))}
      {own.length > 0 && <h2>{t('Own tests')}</h2>}
      {own.map(({ name, ...test }) => (
        <TestCard
          key={`own ${name}`}
          title={t('Own test {0}', name)}
          test={test}
          run={run}
          set={(changed) => send({ type: 'setTest', name, ...changed })}
          remove={() => send({ type: 'deleteTest', name })}
        />
      ))}
      <NewTest send={send} />
    </section>
  );
}

function TestCard(props: {
  title: string;
  test: Sample;
  run: SampleRun | undefined;
  set: (changed: { input: string; output: string }) => void;
  remove: () => void;
}) {
  const { title, test, run, set, remove } = props;
  const { input, output, note } = test;
  const result = run?.results.find((it) => it.test.input === input && it.test.answer === output);
  return (
    <article class="test" aria-label={title}>
      <header>
        <h3>{title}</h3>
        {result && (
          <span class={verdictClass(result.verdict)} title={translated(result.reason ?? '')}>
            {result.verdict} {t('{0} ms', Math.round(result.cpuMs ?? result.wallMs))}
          </span>
        )}
        <button type="button" class="link" aria-label={t('Delete {0}', title)} onClick={remove}>
          {t('Delete')}
        </button>
      </header>
      <div class="sides">
        <Side label={t('Input')} of={title} text={input} set={(text) => set({ input: text, output })} />
        <Side
          label={t('Expected output')}
          of={title}
          text={output}
          set={(text) => set({ input, output: text })}
        />
        {result && result.verdict !== 'AC' && (
          <div>
            <span class="quiet">{result.reason ? t('Got ({0})', translated(result.reason)) : t('Got')}</span>
            {result.stdout === '' ? <p>{t('nothing')}</p> : <pre>{result.stdout}</pre>}
            {result.stderr.trim() !== '' && <pre class="quiet">{result.stderr}</pre>}
          </div>
        )}
      </div>
      {note && <p class="quiet">{note}</p>}
    </article>
  );
}

/** Lines shown at most before it scrolls. */
const mostRows = 12;

function Side(props: { label: string; of: string; text: string; set: (text: string) => void }) {
  const { label, of, text, set } = props;
  const shown = text.replace(/\n$/, '');
  return (
    <label>
      <span class="quiet">{label}</span>
      <textarea
        key={text}
        class="code"
        spellcheck={false}
        aria-label={t('{0} of {1}', label, of)}
        rows={Math.min(mostRows, shown.split('\n').length)}
        defaultValue={shown}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}

function NewTest({ send }: { send: Send }) {
  const [draft, setDraft] = useState<{ input: string; output: string }>();
  if (!draft) {
    return (
      <button type="button" class="secondary" onClick={() => setDraft({ input: '', output: '' })}>
        {t('Add Test')}
      </button>
    );
  }
  const keep = () => {
    send({ type: 'addTest', ...draft });
    setDraft(undefined);
  };
  const side = (part: 'input' | 'output', label: string) => (
    <label>
      <span class="quiet">{label}</span>
      <textarea
        class="code"
        spellcheck={false}
        rows={3}
        aria-label={t('{0} of {1}', label, t('the new test'))}
        value={draft[part]}
        onInput={(event) => setDraft({ ...draft, [part]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <article class="test" aria-label={t('New test')}>
      <div class="sides">
        {side('input', t('Input'))}
        {side('output', t('Expected output'))}
      </div>
      <div class="buttons">
        <button
          type="button"
          disabled={draft.input.trim() === '' && draft.output.trim() === ''}
          onClick={keep}
        >
          {t('Keep Test')}
        </button>
        <button type="button" class="secondary" onClick={() => setDraft(undefined)}>
          {t('Cancel')}
        </button>
      </div>
    </article>
  );
}
