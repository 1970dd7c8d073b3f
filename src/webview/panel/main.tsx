import { render } from 'preact';
import { emptySolve, foldSolve } from '../../solver/protocol.ts';
import { connect, oncePerFrame } from '../host.ts';
import { type FromPanel, ToPanel } from '../protocol.ts';
import { Panel } from './Panel.tsx';

const host = connect<typeof ToPanel, FromPanel>(ToPanel);
const root = document.getElementById('root');
let state = emptySolve;
/** When each candidate was begun, by this page's clock. */
const begunAt = new Map<number, number>();

const draw = oncePerFrame(() => {
  if (root) render(<Panel state={state} send={host.send} begunAt={begunAt} />, root);
});

host.listen((message) => {
  if (message.type === 'reset') {
    state = emptySolve;
    begunAt.clear();
  } else {
    const now = performance.now();
    for (const event of message.events)
      if (event.type === 'candidate-started') begunAt.set(event.candidate, now);
    for (const [candidate, age] of Object.entries(message.agesMs ?? {}))
      begunAt.set(Number(candidate), now - age);
    state = message.events.reduce(foldSolve, state);
  }
  draw();
});
draw();
host.send({ type: 'ready' });
