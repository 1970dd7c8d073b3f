import { useRef, useState } from 'preact/hooks';
import { GenerateEvent } from '../../model/protocol.ts';
import type { ChatTurn } from '../protocol.ts';
import type { Asked } from './Form.tsx';
import { begin } from './server.ts';

const asAnswer = (): ChatTurn => ({ role: 'assistant', text: '', thought: '' });

/** The conversation of the page, about the statement in the form when that is a problem. */
export function useTalk() {
  const [turns, setTurns] = useState<ChatTurn[]>([]);
  const abort = useRef<AbortController>();
  const grow = (more: (last: ChatTurn) => ChatTurn) =>
    setTurns((before) => {
      const last = before.at(-1);
      return last ? [...before.slice(0, -1), more(last)] : before;
    });

  const stream = async (path: string, body: object, question: string) => {
    abort.current = new AbortController();
    setTurns((before) => [
      ...before,
      { role: 'user', text: question, thought: '', ended: 'whole' },
      asAnswer(),
    ]);
    try {
      const { events } = await begin(path, body, GenerateEvent, abort.current.signal);
      for await (const event of events) {
        if (event.type === 'text')
          grow((last) =>
            event.channel === 'answer'
              ? { ...last, text: last.text + event.text }
              : { ...last, thought: last.thought + event.text },
          );
        else if (event.type === 'ended')
          grow((last) => ({ ...last, ended: event.reason === 'stop' ? 'whole' : 'cut' }));
      }
    } catch (error) {
      const stopped = abort.current.signal.aborted;
      grow((last) => ({
        ...last,
        ended: stopped ? 'stopped' : 'error',
        ...(!stopped && { error: error instanceof Error ? error.message : String(error) }),
      }));
    }
  };
  return {
    turns,
    explain: ({ statement, practice }: Asked) =>
      stream('/v1/explain', { statement, ...(practice && { practice }) }, 'Explain this problem.'),
    ask: (text: string, about: { statement?: string; practice: boolean }) => {
      const said = turns.map(({ role, text: content }) => ({ role, content }));
      const messages = [...said, { role: 'user', content: text }];
      const { statement, practice } = about;
      return stream(
        '/v1/talk',
        { messages, ...(statement && { statement }), ...(practice && { practice }) },
        text,
      );
    },
    stop: () => abort.current?.abort(),
    clear: () => setTurns([]),
  };
}
