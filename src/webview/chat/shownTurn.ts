import { endOf } from '../../solver/protocol.ts';
import { Pieces } from '../pieces.ts';
import type { ChatTurn } from '../protocol.ts';

/** A turn with what is kept of one under way, so that to draw more of it never touches all of it. */
export interface ShownTurn extends ChatTurn {
  pieces?: Pieces;
  latestThought?: string;
}

/** The turns with more of the last one. */
export function grown(turns: ShownTurn[], channel: 'thought' | 'answer', text: string): ShownTurn[] {
  const last = turns.at(-1);
  if (!last) return turns;
  const next: ShownTurn =
    channel === 'thought'
      ? {
          ...last,
          thought: last.thought + text,
          latestThought: endOf((last.latestThought ?? last.thought) + text),
        }
      : { ...last, text: last.text + text, pieces: (last.pieces ?? new Pieces().add(last.text)).add(text) };
  return [...turns.slice(0, -1), next];
}
