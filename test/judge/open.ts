import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Judge, type JudgeEvent, type OpenOptions, openJudge } from '../../src/judge/index.ts';

/** A judge with a fresh cache folder that goes with it. */
export async function freshJudge(
  options: Partial<OpenOptions> = {},
): Promise<{ judge: Judge; cacheFolder: string } & AsyncDisposable> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'verdict-judge-'));
  const judge = await openJudge({ cacheFolder, ...options });
  return {
    judge,
    cacheFolder,
    async [Symbol.asyncDispose]() {
      await judge[Symbol.asyncDispose]();
      await rm(cacheFolder, { recursive: true, force: true });
    },
  };
}

/** The last event, which says how it ended. */
export async function ending<T extends { type: string }>(events: AsyncIterable<T>): Promise<T> {
  let last: T | undefined;
  for await (const event of events) last = event;
  if (!last) throw new Error('There was no event.');
  return last;
}

/** The final `judged` event. */
export async function judged(
  events: AsyncIterable<JudgeEvent>,
): Promise<Extract<JudgeEvent, { type: 'judged' }>> {
  const last = await ending(events);
  if (last.type !== 'judged') throw new Error(`The last event is ${last.type}.`);
  return last;
}
