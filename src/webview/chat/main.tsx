import { render } from 'preact';
import { connect, oncePerFrame } from '../host.ts';
import { type ChatTurn, type FromChat, ToChat } from '../protocol.ts';
import { Chat } from './Chat.tsx';

const host = connect<typeof ToChat, FromChat>(ToChat);
const root = document.getElementById('root');
let turns: ChatTurn[] = [];
let problem: string | undefined;

const draw = oncePerFrame(() => {
  if (root) render(<Chat turns={turns} problem={problem} send={host.send} />, root);
});

host.listen((message) => {
  if (message.type === 'turns') turns = message.turns;
  else if (message.type === 'context') problem = message.problem;
  else turns = grown(turns, message.channel === 'answer' ? 'text' : 'thought', message.text);
  draw();
});
draw();
host.send({ type: 'ready' });

function grown(before: ChatTurn[], part: 'text' | 'thought', text: string): ChatTurn[] {
  const last = before.at(-1);
  return last ? [...before.slice(0, -1), { ...last, [part]: last[part] + text }] : before;
}
