import { useState } from 'preact/hooks';

export interface Asked {
  statement: string;
  language: string;
  systemPrompt: string;
  practice: boolean;
  /** What the statement asks for: a program, or the answer to a question of mathematics. */
  mode: 'program' | 'maths';
}

/** The statement, pasted, dropped or opened, and what is to be done with it. */
export function Form(props: {
  languages: { id: string; name: string }[];
  busy: boolean;
  /** The server has asked whether this is practice. */
  guarded: boolean;
  runsPrograms: boolean;
  solve: (asked: Asked) => void;
  explain: (asked: Asked) => void;
}) {
  const { languages, busy, guarded, runsPrograms, solve, explain } = props;
  const [asked, setAsked] = useState<Asked>({
    statement: '',
    language: '',
    systemPrompt: '',
    practice: false,
    mode: 'program',
  });
  const set = (more: Partial<Asked>) => setAsked((before) => ({ ...before, ...more }));
  const open = async (file: File | null | undefined) => {
    if (file) set({ statement: await file.text() });
  };
  const empty = asked.statement.trim() === '';
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty && !busy) solve(asked);
      }}
    >
      <label for="statement">
        {asked.mode === 'maths' ? 'Mathematics problem' : 'Problem statement, with its samples'}
      </label>
      <textarea
        id="statement"
        rows={12}
        placeholder="Paste the statement here, or drop a file."
        value={asked.statement}
        onInput={(event) => set({ statement: event.currentTarget.value })}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const file = event.dataTransfer?.files[0];
          if (!file) return;
          event.preventDefault();
          void open(file);
        }}
      />
      <div class="choices">
        <label>
          Mode{' '}
          <select
            value={asked.mode}
            onChange={(event) => set({ mode: event.currentTarget.value === 'maths' ? 'maths' : 'program' })}
          >
            <option value="program">Programming</option>
            <option value="maths">Mathematics</option>
          </select>
        </label>
        {asked.mode === 'program' && (
          <label>
            Language{' '}
            <select value={asked.language} onChange={(event) => set({ language: event.currentTarget.value })}>
              <option value="">as the model likes</option>
              {languages.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          File <input type="file" onChange={(event) => void open(event.currentTarget.files?.[0])} />
        </label>
      </div>
      <details>
        <summary>System prompt</summary>
        <label for="system">What the model is told first (empty: what suits it)</label>
        <textarea
          id="system"
          rows={3}
          value={asked.systemPrompt}
          onInput={(event) => set({ systemPrompt: event.currentTarget.value })}
        />
      </details>
      {guarded && (
        <label class="warning">
          <input
            type="checkbox"
            checked={asked.practice}
            onChange={(event) => set({ practice: event.currentTarget.checked })}
          />{' '}
          The contest is over, or this is practice
        </label>
      )}
      <div class="buttons">
        <button type="submit" disabled={empty || busy || (asked.mode === 'program' && !runsPrograms)}>
          {asked.mode === 'maths' ? 'Answer' : 'Solve'}
        </button>
        <button type="button" class="secondary" disabled={empty || busy} onClick={() => explain(asked)}>
          Explain
        </button>
      </div>
      {!runsPrograms && asked.mode === 'program' && (
        <p class="warning">This server runs no programs: it can explain and talk, not solve.</p>
      )}
    </form>
  );
}
