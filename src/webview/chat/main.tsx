import { render } from 'preact';
import { connect, oncePerFrame } from '../host.ts';
import { type ChatTurn, type ContextChip, type FromChat, ToChat } from '../protocol.ts';
import { Chat } from './Chat.tsx';
import { grown, type ShownTurn, withLast } from './shownTurn.ts';

const host = connect<typeof ToChat, FromChat>(ToChat);
const root = document.getElementById('root');
let turns: ShownTurn[] = [];
let chips: ContextChip[] = [];

const draw = oncePerFrame(() => {
  if (root) render(<Chat turns={turns} chips={chips} send={host.send} />, root);
});

host.listen((message) => {
  if (message.type === 'turns') turns = unchanged(message.turns);
  else if (message.type === 'context') chips = message.chips;
  else if (message.type === 'doing') turns = withLast(turns, { doing: message.text });
  else turns = grown(turns, message.channel, message.text);
  draw();
});
draw();
host.send({ type: 'ready' });

/** The turns with those of before where they are the same, so that they are not drawn again. */
function unchanged(now: ChatTurn[]): ShownTurn[] {
  return now.map((turn, index) => {
    const before = turns[index];
    return before && JSON.stringify(before) === JSON.stringify(turn) ? before : turn;
  });
}
