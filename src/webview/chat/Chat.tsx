import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatTurn, FromChat } from '../protocol.ts';
import { Turn } from './Turn.tsx';

export function Chat(props: {
  turns: ChatTurn[];
  problem: string | undefined;
  send: (message: FromChat) => void;
}) {
  const { turns, problem, send } = props;
  const [draft, setDraft] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const last = turns.at(-1);
  const replying = last?.role === 'assistant' && last.ended === undefined;
  useFollowing(list, `${turns.length} ${last?.text.length} ${last?.thought.length}`);

  const ask = () => {
    const text = draft.trim();
    if (text === '' || replying) return;
    send({ type: 'ask', text });
    setDraft('');
  };
  return (
    <main class="chat">
      <div class="turns" ref={list} role="log" aria-label="Conversation">
        {turns.length === 0 && (
          <p class="quiet">
            Ask about the problem in the open file, or about an algorithm. The model runs on this machine;
            what it says here is not checked. To get checked code, use Solve.
          </p>
        )}
        {turns.map((turn, index) => (
          <Turn key={index} turn={turn} />
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        {problem && <span class="chip">Problem: {problem}</span>}
        <textarea
          aria-label="Message"
          placeholder="Ask Verdict"
          rows={3}
          value={draft}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            ask();
          }}
        />
        <div class="buttons">
          {replying ? (
            <button type="button" onClick={() => send({ type: 'stop' })}>
              Stop
            </button>
          ) : (
            <button type="submit" disabled={draft.trim() === ''}>
              Send
            </button>
          )}
          {turns.length > 0 && !replying && (
            <button type="button" class="secondary" onClick={() => send({ type: 'clear' })}>
              New Chat
            </button>
          )}
        </div>
      </form>
    </main>
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
