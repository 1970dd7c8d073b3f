import { render } from 'preact';
import { emptySolve, foldSolve } from '../../solver/protocol.ts';
import { connect, oncePerFrame } from '../host.ts';
import { type FromPanel, ToPanel } from '../protocol.ts';
import { Panel } from './Panel.tsx';

const host = connect<typeof ToPanel, FromPanel>(ToPanel);
const root = document.getElementById('root');
let state = emptySolve;

const draw = oncePerFrame(() => {
  if (root) render(<Panel state={state} send={host.send} />, root);
});

host.listen((message) => {
  state = message.type === 'reset' ? emptySolve : message.events.reduce(foldSolve, state);
  draw();
});
draw();
host.send({ type: 'ready' });
