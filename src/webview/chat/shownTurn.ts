import { endOf } from '../../solver/protocol.ts';
import { Pieces } from '../pieces.ts';
import type { ChatTurn } from '../protocol.ts';

/** A turn with what is kept of one under way, so that to draw more of it never touches all of it. */
export interface ShownTurn extends ChatTurn {
  pieces?: Pieces;
  latestThought?: string;
  /** What is done for it now, until there is more of it. */
  doing?: string | undefined;
}

/** The turns with more of the last one. */
export function grown(turns: ShownTurn[], channel: 'thought' | 'answer', text: string): ShownTurn[] {
  const last = turns.at(-1);
  if (!last) return turns;
  const more =
    channel === 'thought'
      ? {
          thought: last.thought + text,
          latestThought: endOf((last.latestThought ?? last.thought) + text),
        }
      : { text: last.text + text, pieces: (last.pieces ?? new Pieces().add(last.text)).add(text) };
  return withLast(turns, { ...more, doing: undefined });
}

/** The turns with something else of the last one. */
export function withLast(turns: ShownTurn[], changed: Partial<ShownTurn>): ShownTurn[] {
  const last = turns.at(-1);
  return last ? [...turns.slice(0, -1), { ...last, ...changed }] : turns;
}
