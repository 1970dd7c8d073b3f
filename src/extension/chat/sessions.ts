import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ChatTurn } from '../../webview/protocol.ts';

/** Conversations kept at most; the ones that have been still for longest go first. */
const mostSessions = 200;

function schema() {
  return z.object({
    format: z.literal(1),
    id: z.string().regex(/^[\w-]+$/),
    title: z.string(),
    changedMs: z.number(),
    turns: z.array(ChatTurn),
  });
}

/** One conversation. */
export type ChatSession = z.infer<ReturnType<typeof schema>>;

export function newSession(): ChatSession {
  return { format: 1, id: randomUUID(), title: '', changedMs: Date.now(), turns: [] };
}

/** The conversations of a workspace, a file each. A file that cannot be read costs only itself. */
export class ChatSessions {
  readonly #folder: string;
  /** Written one after the other, so that the last word stays. */
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All of them, the last changed first. */
  async all(): Promise<ChatSession[]> {
    await this.#writing;
    const names = await readdir(this.#folder).catch(() => []);
    const read = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.#read(join(this.#folder, name))),
    );
    return read.filter((it) => it !== undefined).sort((left, right) => right.changedMs - left.changedMs);
  }

  /** The one that was open last, undefined when there is none. */
  async find(id: string): Promise<ChatSession | undefined> {
    await this.#writing;
    return this.#read(this.#pathOf(id));
  }

  /** Keeps it as it is now; one without turns is not kept. */
  async keep(session: ChatSession): Promise<void> {
    if (session.turns.length === 0) return;
    const text = JSON.stringify(session);
    await this.#queue(async () => {
      await mkdir(this.#folder, { recursive: true });
      const path = this.#pathOf(session.id);
      await writeFile(`${path}.part`, text);
      await rename(`${path}.part`, path);
    });
  }

  async remove(id: string): Promise<void> {
    await this.#queue(() => rm(this.#pathOf(id), { force: true }));
  }

  /** Removes those beyond the most that are kept. */
  async tidy(): Promise<void> {
    for (const { id } of (await this.all()).slice(mostSessions)) await this.remove(id);
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work);
    this.#writing = done.catch(() => undefined);
    return done;
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id.replace(/[^\w-]/g, '')}.json`);
  }

  async #read(path: string): Promise<ChatSession | undefined> {
    try {
      const session = schema().parse(JSON.parse(await readFile(path, 'utf8')));
      // What was under way when the window went has stopped.
      for (const turn of session.turns) if (turn.role === 'assistant') turn.ended ??= 'stopped';
      return session;
    } catch {
      return undefined;
    }
  }
}

/** A title from the first question, of one line. */
export function titleOf(question: string): string {
  const line = question.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** At the head of an exported conversation: what is said in it of a problem is no statement. */
export const exportMark = '<!-- A chat with Verdict -->';

/** The conversation as a Markdown file; thoughts are folded. */
export function inMarkdown({ title, turns }: ChatSession): string {
  const parts = turns.map((turn) => {
    if (turn.role === 'user') {
      const about = turn.context?.length ? `\n\n*With: ${turn.context.join(', ')}*` : '';
      return `## You\n\n${turn.text}${about}`;
    }
    const thought = turn.thought
      ? `<details><summary>Thoughts</summary>\n\n${turn.thought.replaceAll('<', '&lt;')}\n\n</details>\n\n`
      : '';
    const note = turn.error ? `\n\n*${turn.error}*` : '';
    return `## Verdict\n\n${thought}${turn.text}${note}`;
  });
  return `${exportMark}\n\n# ${title || 'Chat'}\n\n${parts.join('\n\n')}\n`;
}
