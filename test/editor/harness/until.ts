import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks again until `look` gives something other than undefined, null or false, and gives that back.
 *
 * @throws after `timeoutMs` (default 15 000), naming what was waited for and why the last look did not do
 */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | null | false> | Found | undefined | null | false,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Found> {
  const deadline = Date.now() + timeoutMs;
  let trouble: unknown;
  for (;;) {
    try {
      trouble = undefined;
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
    } catch (error) {
      trouble = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`, { cause: trouble });
    }
    await pause(50);
  }
}
