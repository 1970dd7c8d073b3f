import type { Message } from '../../model/index.ts';

/** Tokens of a text, rather too many than too few: code and other scripts than Latin have short tokens. */
export function tokensOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII is counted
  const others = text.match(/[^\x00-\x7f]/g)?.length ?? 0;
  return Math.ceil((text.length - others) / 3 + others);
}

/**
 * The end of a conversation that fits into `tokens`: whole turns, the last one always. `left` says how many
 * messages were left out.
 */
export function fitting(history: Message[], tokens: number): { history: Message[]; left: number } {
  let room = tokens;
  let from = history.length;
  while (from > 0) {
    room -= tokensOf(history[from - 1]?.content ?? '') + 8;
    if (room < 0 && from < history.length) break;
    from--;
  }
  // It begins with what the user said, as models expect it.
  while (from < history.length - 1 && history[from]?.role !== 'user') from++;
  return { history: history.slice(from), left: from };
}
