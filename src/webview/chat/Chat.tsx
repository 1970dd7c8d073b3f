import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ContextChip, FromChat } from '../protocol.ts';
import { t } from '../texts.ts';
import { Commands, commandsFor } from './Commands.tsx';
import type { ShownTurn } from './shownTurn.ts';
import { Turn } from './Turn.tsx';

/** Turns that are drawn at first; earlier ones when they are asked for. */
const shownAtFirst = 30;

export function Chat(props: {
  turns: ShownTurn[];
  chips: ContextChip[];
  send: (message: FromChat) => void;
  /** False on the server's page: no commands, no files to insert into. */
  inEditor?: boolean;
}) {
  const { turns, chips, send, inEditor = true } = props;
  const [draft, setDraft] = useState('');
  const [chosen, setChosen] = useState(0);
  const [more, setMore] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const last = turns.at(-1);
  const replying = last?.role === 'assistant' && last.ended === undefined;
  useFollowing(list, `${turns.length} ${last?.text.length} ${last?.thought.length}`);

  const ask = (text: string) => {
    if (text === '' || replying) return;
    send({ type: 'ask', text });
    setDraft('');
    setMore(0);
  };
  const offered = inEditor ? commandsFor(draft) : [];
  const complete = (name: string) => {
    setDraft(`/${name}`);
    box.current?.focus();
    ask(`/${name}`);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : offered.length - 1;
      setChosen((chosen + step) % offered.length);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      const name = offered[chosen];
      if (name) complete(name);
      else ask(draft.trim());
    } else if (event.key === 'Escape' && offered.length > 0) setDraft('');
  };
  const first = Math.max(0, turns.length - shownAtFirst - more);
  return (
    <main class="chat">
      {inEditor && <h1 class="unseen">{t('Chat')}</h1>}
      <div class="turns" ref={list} role="log" aria-label={t('Conversation')} aria-live="off">
        {turns.length === 0 && (
          <p class="quiet">
            {t(
              'Ask about the problem in the open file, or about an algorithm. What the model says here is not checked. To get checked code, use Solve.',
            )}{' '}
            {inEditor && t('Type / for what else can be asked.')}
          </p>
        )}
        {first > 0 && (
          <button type="button" class="link" onClick={() => setMore(more + shownAtFirst)}>
            {t('Show {0} earlier messages', Math.min(first, shownAtFirst))}
          </button>
        )}
        {turns.slice(first).map((turn, index) => (
          <Drawn
            key={first + index}
            turn={turn}
            index={first + index}
            isLast={first + index === turns.length - 1}
            send={send}
            inEditor={inEditor}
          />
        ))}
      </div>
      <p class="unseen" role="status">
        {last?.role === 'assistant' && said(last)}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask(draft.trim());
        }}
      >
        {chips.length > 0 && (
          <ul class="chips" aria-label={t('What the question is about')}>
            {chips.map((chip) => (
              <li key={chip.kind} class="chip" title={chip.label}>
                <span class="name">
                  {chipNames[chip.kind]}: {chip.label}
                </span>
                {inEditor && (
                  <button
                    type="button"
                    class="link"
                    aria-label={t('Leave out {0}: {1}', chipNames[chip.kind], chip.label)}
                    onClick={() => send({ type: 'takeChip', chip })}
                  >
                    ×
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        <div class="asking">
          <Commands names={offered} chosen={chosen} take={complete} />
          <textarea
            ref={box}
            aria-label={t('Message')}
            placeholder={inEditor ? t('Ask Verdict, or type /') : t('Ask Verdict')}
            rows={3}
            value={draft}
            aria-controls={offered.length > 0 ? 'commands' : undefined}
            onInput={(event) => {
              setDraft(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKey}
          />
        </div>
        <div class="buttons">
          {replying ? (
            <button type="button" onClick={() => send({ type: 'stop' })}>
              {t('Stop')}
            </button>
          ) : (
            <button type="submit" disabled={draft.trim() === ''}>
              {t('Send')}
            </button>
          )}
          {turns.length > 0 && !replying && (
            <button type="button" class="secondary" onClick={() => send({ type: 'clear' })}>
              {t('New Chat')}
            </button>
          )}
        </div>
      </form>
    </main>
  );
}

const chipNames: Record<ContextChip['kind'], string> = {
  problem: t('Problem'),
  selection: t('Selection'),
  verdict: t('Last verdict'),
};

/** What a screen reader says of a reply: that it is under way, and that it has ended. */
function said({ ended, doing = '', note = '', error = '' }: ShownTurn): string {
  if (ended === undefined) return `${doing || t('The answer is being made.')} ${note}`;
  return ended === 'error' ? error : t('The answer is complete.');
}

/** A turn that has not changed is not drawn again. */
function Drawn(props: Parameters<typeof Turn>[0]) {
  const { turn, index, isLast, send, inEditor } = props;
  return useMemo(
    () => <Turn turn={turn} index={index} isLast={isLast} send={send} inEditor={inEditor} />,
    [turn, index, isLast, send, inEditor],
  );
}

/** Keeps the end in view while the list grows, unless the user has scrolled away from it. */
function useFollowing(list: { current: HTMLDivElement | null }, growth: string) {
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = () => {
      atEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - 8;
    };
    element.addEventListener('scroll', note);
    return () => element.removeEventListener('scroll', note);
  }, [list]);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [growth]);
}
