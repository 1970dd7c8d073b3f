import { Markdown } from '../Markdown.tsx';
import type { SampleRun, ShownProblem } from '../protocol.ts';
import { Constraints } from './Constraints.tsx';
import { Facts } from './Facts.tsx';
import { RunLine } from './RunLine.tsx';
import type { Send } from './send.ts';
import { Tests } from './Tests.tsx';
import { ResetButton, TextField } from './TextField.tsx';

/** What was understood of a problem, every part of it open to correction, and how the samples run. */
export function ProblemPage(props: {
  shown: ShownProblem | { file: string; reason: string };
  run: SampleRun | undefined;
  send: Send;
}) {
  const { shown, run, send } = props;
  if ('reason' in shown) {
    return (
      <main>
        <h1>{shown.file}</h1>
        <p>{shown.reason}</p>
      </main>
    );
  }
  const { problem, file } = shown;
  return (
    <main class="problem">
      <h1 class="unseen">{problem.title ?? file}</h1>
      <p class="quiet file">
        Understood from{' '}
        <button type="button" class="link" onClick={() => send({ type: 'openFile' })}>
          {file}
        </button>
        . What you correct here wins over the text and is kept beside the file.
      </p>
      {!shown.canKeep && (
        <p class="warning" role="status">
          Save the file first: corrections are kept in a folder beside it.
        </p>
      )}
      {shown.troubles.map((trouble) => (
        <p key={trouble} class="warning" role="status">
          {trouble}
        </p>
      ))}
      <fieldset class="plain" disabled={!shown.canKeep}>
        <div class="title">
          <TextField shown={shown} field="title" label="Title" value={problem.title} send={send} />
        </div>
      </fieldset>
      <RunLine run={run} count={problem.samples.length} send={send} />
      <fieldset class="plain" disabled={!shown.canKeep}>
        <Tests shown={shown} run={run} send={send} />
        <Facts shown={shown} send={send} />
        <Constraints shown={shown} send={send} />
        <Source shown={shown} send={send} />
        <Statement shown={shown} send={send} />
      </fieldset>
    </main>
  );
}

/** Where the problem is from: the contest guard goes by it. */
function Source({ shown, send }: { shown: ShownProblem; send: Send }) {
  const { path: _, ...source } = shown.problem.source ?? {};
  const set = (part: 'url' | 'contest', text: string) => {
    const { [part]: __, ...rest } = source;
    const changed = text.trim() === '' ? rest : { ...rest, [part]: text.trim() };
    send({ type: 'correct', corrections: { source: changed } });
  };
  return (
    <section aria-label="Source">
      <h2>
        Source <ResetButton shown={shown} field="source" label="source" send={send} />
      </h2>
      <div class="fields wide">
        <SourceField id="url" label="Address" value={source.url} set={set} />
        <SourceField id="contest" label="Contest" value={source.contest} set={set} />
      </div>
      {/^https?:/.test(source.url ?? '') && (
        <p>
          <a href={source.url}>Open the problem’s page</a>
        </p>
      )}
    </section>
  );
}

function SourceField(props: {
  id: 'url' | 'contest';
  label: string;
  value: string | undefined;
  set: (part: 'url' | 'contest', text: string) => void;
}) {
  const { id, label, value, set } = props;
  return (
    <div class="field">
      <div class="label">
        <label for={id}>{label}</label>
      </div>
      <input
        key={value}
        id={id}
        defaultValue={value}
        placeholder="not stated"
        onChange={(event) => set(id, event.currentTarget.value)}
      />
    </div>
  );
}

function Statement({ shown, send }: { shown: ShownProblem; send: Send }) {
  const { statement } = shown.problem;
  return (
    <section aria-label="Statement">
      <h2>Statement</h2>
      <div class="buttons">
        <button type="button" class="secondary" onClick={() => send({ type: 'pasteStatement' })}>
          Paste Statement
        </button>
        {shown.canFetch && (
          <button type="button" class="secondary" onClick={() => send({ type: 'fetchStatement' })}>
            Fetch Statement
          </button>
        )}
      </div>
      {statement === '' ? (
        <p class="quiet">There is none yet. Judging works without it; explaining and solving need it.</p>
      ) : (
        <details>
          <summary>As it was read</summary>
          <Markdown text={statement} />
        </details>
      )}
    </section>
  );
}
