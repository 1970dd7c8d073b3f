import { useState } from 'preact/hooks';
import type { Sample } from '../../problem/protocol.ts';
import { verdictClass } from '../panel/Chips.tsx';
import type { SampleRun, ShownProblem } from '../protocol.ts';
import type { Send } from './send.ts';
import { ResetButton } from './TextField.tsx';

/** The samples of the statement and the user's own tests, each with what the program made of it. */
export function Tests(props: { shown: ShownProblem; run: SampleRun | undefined; send: Send }) {
  const { shown, run, send } = props;
  const { samples, own } = shown;
  const correct = (changed: Sample[]) => send({ type: 'correct', corrections: { samples: changed } });
  return (
    <section aria-label="Samples and own tests">
      <h2>
        Samples <ResetButton shown={shown} field="samples" label="samples" send={send} />
      </h2>
      {samples.length === 0 && <p class="quiet">None were found in the statement.</p>}
      {shown.problem.anyAnswer && shown.problem.checker?.kind !== 'program' && (
        <p class="quiet">
          Any right answer may be printed: an output that differs from a sample’s may be right all the same.
        </p>
      )}
      {samples.map((sample, index) => (
        <TestCard
          key={`sample ${index}`}
          title={`Sample ${index + 1}`}
          test={sample}
          run={run}
          set={(changed) => correct(samples.with(index, { ...sample, ...changed }))}
          remove={() => correct(samples.toSpliced(index, 1))}
        />
      ))}
      {own.length > 0 && <h2>Own tests</h2>}
      {own.map(({ name, ...test }) => (
        <TestCard
          key={`own ${name}`}
          title={`Own test ${name}`}
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
          <span class={verdictClass(result.verdict)} title={result.reason ?? ''}>
            {result.verdict} {Math.round(result.cpuMs ?? result.wallMs)} ms
          </span>
        )}
        <button type="button" class="link" aria-label={`Delete ${title}`} onClick={remove}>
          Delete
        </button>
      </header>
      <div class="sides">
        <Side label="Input" of={title} text={input} set={(text) => set({ input: text, output })} />
        <Side label="Expected output" of={title} text={output} set={(text) => set({ input, output: text })} />
        {result && result.verdict !== 'AC' && (
          <div>
            <span class="quiet">Got{result.reason ? ` (${result.reason})` : ''}</span>
            {result.stdout === '' ? <p>nothing</p> : <pre>{result.stdout}</pre>}
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
        aria-label={`${label} of ${of}`}
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
        Add Test
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
        aria-label={`${label} of the new test`}
        value={draft[part]}
        onInput={(event) => setDraft({ ...draft, [part]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <article class="test" aria-label="New test">
      <div class="sides">
        {side('input', 'Input')}
        {side('output', 'Expected output')}
      </div>
      <div class="buttons">
        <button
          type="button"
          disabled={draft.input.trim() === '' && draft.output.trim() === ''}
          onClick={keep}
        >
          Keep Test
        </button>
        <button type="button" class="secondary" onClick={() => setDraft(undefined)}>
          Cancel
        </button>
      </div>
    </article>
  );
}
