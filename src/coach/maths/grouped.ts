import { equivalent } from './equivalent.ts';
import type { AnswerGroup } from './events.ts';

export { finalAnswer } from './answer.ts';

/**
 * Attempts by what they answer, the largest group first, of equals the one that was first. An answer that cannot
 * be told equal to another or different from all stands alone and is counted as unclear.
 */
export function grouped(attempts: { lane: number; answer?: string }[]): {
  groups: AnswerGroup[];
  unclear: number;
} {
  const groups: AnswerGroup[] = [];
  let unclear = 0;
  for (const { lane, answer } of attempts) {
    if (answer === undefined) continue;
    const found = groups.map((group) => ({ group, same: equivalent(group.answer, answer) }));
    const own = found.find(({ same }) => same === 'equal')?.group;
    if (own) own.lanes.push(lane);
    else {
      if (found.some(({ same }) => same === 'unknown')) unclear++;
      groups.push({ answer, lanes: [lane] });
    }
  }
  return { groups: groups.sort((a, b) => b.lanes.length - a.lanes.length), unclear };
}
