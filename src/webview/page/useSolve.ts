import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { emptySolve, foldSolve, SolveEvent, type SolveState } from '../../solver/protocol.ts';
import type { Asked } from './Form.tsx';
import { begin, read } from './server.ts';

type Change = { events: SolveEvent[] } | 'reset';

function changed(state: SolveState, change: Change): SolveState {
  return change === 'reset' ? emptySolve : change.events.reduce(foldSolve, state);
}

/** One solve of the page: begun here, or one of the past that a link names. */
export function useSolve(failed: (error: unknown) => void) {
  const [state, change] = useReducer(changed, emptySolve);
  const [shown, setShown] = useState(false);
  const [running, setRunning] = useState(false);
  const [id, setId] = useState<string>();
  const abort = useRef<AbortController>();

  const past = async (wanted: string) => {
    try {
      const events = await read(`/v1/solves/${encodeURIComponent(wanted)}`, SolveEvent.array());
      change('reset');
      change({ events });
      setShown(true);
      setId(wanted);
    } catch (error) {
      failed(error);
    }
  };
  const fromLink = () => {
    const wanted = /^#solve=([0-9a-f]{32})$/.exec(location.hash)?.[1];
    if (wanted !== undefined && wanted !== id) void past(wanted);
  };
  useEffect(fromLink, []);

  const solve = async (asked: Asked) => {
    abort.current = new AbortController();
    change('reset');
    setId(undefined);
    setRunning(true);
    try {
      const { headers, events } = await begin(
        '/v1/solve',
        {
          statement: asked.statement,
          ...(asked.language && { language: asked.language }),
          ...(asked.systemPrompt && { system_prompt: asked.systemPrompt }),
          ...(asked.practice && { practice: true }),
        },
        SolveEvent,
        abort.current.signal,
      );
      setShown(true);
      // Text comes faster than the page can be drawn: what has come by the next frame is shown at once.
      let waiting: SolveEvent[] = [];
      for await (const event of events) {
        if (waiting.length === 0)
          requestAnimationFrame(() => {
            change({ events: waiting });
            waiting = [];
          });
        waiting.push(event);
      }
      const made = headers.get('x-verdict-solve') ?? undefined;
      setId(made);
      if (made !== undefined) history.replaceState(null, '', `#solve=${made}`);
    } catch (error) {
      if (!abort.current.signal.aborted) {
        setShown(false);
        failed(error);
      } else
        change({
          events: [{ type: 'solve-ended', outcome: 'stopped', reason: 'Stopped.', tokens: 0, ms: 0 }],
        });
    } finally {
      setRunning(false);
    }
  };
  return { state, shown, running, id, solve, stop: () => abort.current?.abort(), fromLink };
}
