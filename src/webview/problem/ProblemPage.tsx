import { Markdown } from '../Markdown.tsx';
import type { SampleRun, ShownProblem } from '../protocol.ts';
import { t, translated } from '../texts.ts';
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
        <p>{translated(shown.reason)}</p>
      </main>
    );
  }
  const { problem, file } = shown;
  const [before, after] = t(
    'Understood from {0}. What you correct here wins over the text and is kept beside the file.',
  ).split('{0}');
  return (
    <main class="problem">
      <h1 class="unseen">{problem.title ?? file}</h1>
      <p class="quiet file">
        {before}
        <button type="button" class="link" onClick={() => send({ type: 'openFile' })}>
          {file}
        </button>
        {after}
      </p>
      {!shown.canKeep && (
        <p class="warning" role="status">
          {t('Save the file first: corrections are kept in a folder beside it.')}
        </p>
      )}
      {shown.troubles.map((trouble) => (
        <p key={trouble} class="warning" role="status">
          {trouble}
        </p>
      ))}
      <fieldset class="plain" disabled={!shown.canKeep}>
        <div class="title">
          <TextField shown={shown} field="title" label={t('Title')} value={problem.title} send={send} />
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
    <section aria-label={t('Source')}>
      <h2>
        {t('Source')} <ResetButton shown={shown} field="source" label={t('source')} send={send} />
      </h2>
      <div class="fields wide">
        <SourceField id="url" label={t('Address')} value={source.url} set={set} />
        <SourceField id="contest" label={t('Contest')} value={source.contest} set={set} />
      </div>
      {/^https?:/.test(source.url ?? '') && (
        <p>
          <a href={source.url}>{t('Open the problem’s page')}</a>
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
        placeholder={t('not stated')}
        onChange={(event) => set(id, event.currentTarget.value)}
      />
    </div>
  );
}

function Statement({ shown, send }: { shown: ShownProblem; send: Send }) {
  const { statement } = shown.problem;
  return (
    <section aria-label={t('Statement')}>
      <h2>{t('Statement')}</h2>
      <div class="buttons">
        <button type="button" class="secondary" onClick={() => send({ type: 'pasteStatement' })}>
          {t('Paste Statement')}
        </button>
        {shown.canFetch && (
          <button type="button" class="secondary" onClick={() => send({ type: 'fetchStatement' })}>
            {t('Fetch Statement')}
          </button>
        )}
      </div>
      {statement === '' ? (
        <p class="quiet">
          {t('There is none yet. Judging works without it; explaining and solving need it.')}
        </p>
      ) : (
        <details>
          <summary>{t('As it was read')}</summary>
          <Markdown text={statement} />
        </details>
      )}
    </section>
  );
}
