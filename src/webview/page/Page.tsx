import { useCallback, useEffect, useState } from 'preact/hooks';
import * as z from 'zod';
import { Chat } from '../chat/Chat.tsx';
import { Panel } from '../panel/Panel.tsx';
import type { FromChat, FromPanel } from '../protocol.ts';
import { type Asked, Form } from './Form.tsx';
import { Refused, read, storeKey } from './server.ts';
import { useSolve } from './useSolve.ts';
import { useTalk } from './useTalk.ts';

const Status = z.object({ title: z.string(), judge: z.boolean() });
const Languages = z.array(z.object({ id: z.string(), name: z.string() }));

export function Page() {
  const [status, setStatus] = useState<z.infer<typeof Status>>();
  const [languages, setLanguages] = useState<z.infer<typeof Languages>>([]);
  const [problem, setProblem] = useState<string>();
  const [view, setView] = useState<'solve' | 'chat'>('solve');
  const [said, setSaid] = useState<Asked>();
  const failed = useCallback((error: unknown) => setTrouble(error), []);
  const [trouble, setTrouble] = useState<unknown>();
  const solving = useSolve(failed);
  const talk = useTalk();

  const load = useCallback(async () => {
    try {
      setStatus(await read('/v1/status', Status));
      setTrouble(undefined);
      setLanguages(await read('/v1/languages', Languages));
    } catch (error) {
      setTrouble(error);
    }
  }, []);
  useEffect(() => void load(), [load]);

  const onPanel = (message: FromPanel) => {
    if (message.type === 'stop') return solving.stop();
    const code =
      'candidate' in message && solving.state.candidates.find((it) => it.number === message.candidate)?.code;
    if (!code) return;
    if (message.type === 'copy') void navigator.clipboard.writeText(code);
    if (message.type === 'newFile')
      download(code, `solution.${endings[solving.state.language ?? ''] ?? 'txt'}`);
  };
  const onChat = (message: FromChat) => {
    if (message.type === 'ask') {
      const statement = problem;
      void talk.ask(message.text, { ...(statement && { statement }), practice: said?.practice ?? false });
    } else if (message.type === 'stop') talk.stop();
    else if (message.type === 'clear') talk.clear();
    else if (message.type === 'code') void navigator.clipboard.writeText(message.code);
  };

  const needsKey = trouble instanceof Refused && trouble.status === 401;
  return (
    <div class="page">
      <header class="top">
        <h1>Verdict</h1>
        <p class="quiet">{status ? status.title : 'Connecting …'}</p>
      </header>
      {needsKey ? (
        <KeyForm
          enter={(key) => {
            storeKey(key);
            void load().then(solving.fromLink);
          }}
        />
      ) : (
        <>
          <section class="left" aria-label="Problem">
            <Form
              languages={languages}
              busy={solving.running}
              guarded={trouble instanceof Refused && trouble.code === 'contest_guard'}
              runsPrograms={status?.judge ?? true}
              solve={(asked) => {
                setTrouble(undefined);
                setSaid(asked);
                setProblem(asked.statement);
                setView(asked.mode === 'maths' ? 'chat' : 'solve');
                void (asked.mode === 'maths' ? talk.answer(asked) : solving.solve(asked));
              }}
              explain={(asked) => {
                setTrouble(undefined);
                setSaid(asked);
                setProblem(asked.statement);
                setView('chat');
                void talk.explain(asked);
              }}
            />
            <p class="warning" role="alert">
              {trouble instanceof Error ? trouble.message : ''}
            </p>
          </section>
          <div class="right">
            <nav class="views" aria-label="Views">
              <button
                type="button"
                class={view === 'solve' ? '' : 'secondary'}
                aria-pressed={view === 'solve'}
                onClick={() => setView('solve')}
              >
                Candidates
              </button>
              <button
                type="button"
                class={view === 'chat' ? '' : 'secondary'}
                aria-pressed={view === 'chat'}
                onClick={() => setView('chat')}
              >
                Chat
              </button>
              {view === 'solve' && solving.id && <Share id={solving.id} />}
            </nav>
            {view === 'chat' ? (
              <Chat
                turns={talk.turns}
                chips={problem ? [{ kind: 'problem', label: titleOf(problem) }] : []}
                send={onChat}
                inEditor={false}
              />
            ) : solving.running && !solving.state.model ? (
              <main>
                <p class="quiet">Loading the model …</p>
              </main>
            ) : solving.shown || solving.running ? (
              <Panel state={solving.state} send={onPanel} inEditor={false} />
            ) : (
              <main>
                <p class="quiet">
                  The model writes several programs side by side. Each is run on the samples the moment it is
                  complete; the first that holds is shown with what it was checked against.
                </p>
              </main>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function KeyForm({ enter }: { enter: (key: string) => void }) {
  const [key, setKey] = useState('');
  return (
    <main>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter(key.trim());
        }}
      >
        <label for="key">This server asks for an API key. It is kept until this tab is closed.</label>
        <input
          id="key"
          type="password"
          autocomplete="off"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <div class="buttons">
          <button type="submit" disabled={key.trim() === ''}>
            Enter
          </button>
        </div>
      </form>
    </main>
  );
}

function Share({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}/#solve=${id}`;
  return (
    <button
      type="button"
      class="secondary"
      onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
    >
      {copied ? 'Link copied' : 'Copy link'}
    </button>
  );
}

function titleOf(statement: string): string {
  const first = statement.split('\n').find((line) => line.trim() !== '') ?? '';
  return first.replace(/^#+\s*/, '').slice(0, 60);
}

const endings: Record<string, string> = {
  cpp: 'cpp',
  c: 'c',
  python: 'py',
  java: 'java',
  rust: 'rs',
  go: 'go',
};

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
