import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SolveEvent } from '../../solver/index.ts';
import { ApiError } from '../api-error.ts';

/** Solves kept at most; the oldest go. */
const most = 200;
/** Characters of one solve's record at most; a longer one is not kept. */
const longest = 4 * 2 ** 20;

/** An id is made here and cannot be guessed; only what looks like one is looked for. */
const idShape = /^[0-9a-f]{32}$/;

/** Past solves of this server, so that a link shows one again. They lie in `folder` and survive a restart. */
export class PastSolves {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The same events, kept under `id` once they have ended. */
  record(events: AsyncIterable<SolveEvent>): { id: string; recorded: AsyncIterable<SolveEvent> } {
    const id = randomBytes(16).toString('hex');
    return { id, recorded: this.#recorded(id, events) };
  }

  /** @throws ApiError 404 when there is no such solve */
  async events(id: string): Promise<SolveEvent[]> {
    const missing = new ApiError(404, 'no_such_solve', 'There is no such solve, or it is too long ago.');
    if (!idShape.test(id)) throw missing;
    try {
      return SolveEvent.array().parse(JSON.parse(await readFile(join(this.#folder, `${id}.json`), 'utf8')));
    } catch {
      throw missing;
    }
  }

  async *#recorded(id: string, events: AsyncIterable<SolveEvent>): AsyncGenerator<SolveEvent> {
    const kept: SolveEvent[] = [];
    for await (const event of events) {
      keep(kept, event);
      // Kept before it is sent: who has seen the end can ask for it.
      if (event.type === 'solve-ended') await this.#write(id, kept).catch(() => undefined);
      yield event;
    }
  }

  async #write(id: string, events: SolveEvent[]): Promise<void> {
    const text = JSON.stringify(events);
    if (text.length > longest) return;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const half = join(this.#folder, `${id}.half`);
    await writeFile(half, text, { mode: 0o600 });
    await rename(half, join(this.#folder, `${id}.json`));
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    if (names.length <= most) return;
    const aged = await Promise.all(
      names.map(async (name) => ({ name, ms: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    aged.sort((a, b) => b.ms - a.ms);
    await Promise.all(aged.slice(most).map(({ name }) => rm(join(this.#folder, name), { force: true })));
  }
}

/** Adds an event; texts of the same candidate that follow each other become one. */
function keep(kept: SolveEvent[], event: SolveEvent): void {
  const last = kept.at(-1);
  if (
    event.type === 'candidate-text' &&
    last?.type === 'candidate-text' &&
    last.candidate === event.candidate &&
    last.channel === event.channel
  )
    kept[kept.length - 1] = { ...event, text: last.text + event.text };
  else kept.push(event);
}
