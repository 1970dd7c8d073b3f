import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { SolveOutcome } from '../solver/index.ts';
import { solveEndings } from '../webview/protocol.ts';

/** Solves kept at most; the oldest go first. */
const mostSolves = 100;

/** A solve that was recorded, as the list shows it. */
interface PastSolve {
  id: string;
  title: string;
  language: string;
  at: Date;
  /** Absent while it runs, and when it was cut short. */
  outcome?: SolveOutcome;
  statement: string;
}

/** The records of the solves of a workspace, a folder each. */
export class PastSolves {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A place for a new record. Its name sorts by the time it was begun. */
  newId(): string {
    return `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(3).toString('hex')}`;
  }

  folderOf(id: string): string {
    return join(this.#folder, id.replace(/[^\w-]/g, ''));
  }

  /** All of them, the latest first. What cannot be read is left out. */
  async all(): Promise<PastSolve[]> {
    const read = await Promise.all((await this.#ids()).map((id) => this.#read(id)));
    return read.filter((it) => it !== undefined);
  }

  /** Removes those beyond the most that are kept. */
  async tidy(): Promise<void> {
    for (const id of (await this.#ids()).slice(mostSolves)) await this.remove(id);
  }

  async remove(id: string): Promise<void> {
    await rm(this.folderOf(id), { recursive: true, force: true });
  }

  /** Lets the user search, delete and choose; the id of the chosen one, undefined when none was. */
  async choose(): Promise<string | undefined> {
    const list = window.createQuickPick<QuickPickItem & { id: string }>();
    list.title = l10n.t('Verdict: Past Solves');
    list.placeholder = l10n.t('Search titles, statements and outcomes');
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    const deleting = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete') };
    const fill = async () => {
      list.items = (await this.all()).map(({ id, title, language, at, outcome, statement }) => ({
        id,
        label: title,
        description: [
          language,
          at.toLocaleString(),
          outcome ? l10n.t(solveEndings[outcome]) : l10n.t('not finished'),
        ].join(' · '),
        detail: statement,
        buttons: [deleting],
      }));
      if (list.items.length === 0)
        list.placeholder = l10n.t('Nothing has been solved in this workspace yet.');
    };
    list.busy = true;
    list.show();
    await fill();
    list.busy = false;
    try {
      return await new Promise<string | undefined>((resolve) => {
        list.onDidAccept(() => resolve(list.selectedItems[0]?.id));
        list.onDidHide(() => resolve(undefined));
        list.onDidTriggerItemButton(async ({ item }) => {
          await this.remove(item.id);
          await fill();
        });
      });
    } finally {
      list.dispose();
    }
  }

  async #ids(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.sort().reverse();
  }

  async #read(id: string): Promise<PastSolve | undefined> {
    try {
      const { problem, language } = JSON.parse(await readFile(join(this.folderOf(id), 'solve.json'), 'utf8'));
      const end = await lastLine(join(this.folderOf(id), 'events.ndjson'));
      const last = end && JSON.parse(end);
      const outcome = last?.type === 'solve-ended' && isEnding(last.outcome) && last.outcome;
      return {
        id,
        title: String(problem.title ?? l10n.t('Untitled problem')),
        language: String(language),
        at: new Date(Number.parseInt(id, 36)),
        statement: String(problem.statement).replace(/\s+/g, ' ').slice(0, 300),
        ...(outcome && { outcome }),
      };
    } catch {
      return undefined;
    }
  }
}

function isEnding(text: unknown): text is SolveOutcome {
  return typeof text === 'string' && Object.hasOwn(solveEndings, text);
}

/** The last whole line of a file, without reading all of it. */
async function lastLine(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 64 * 1024);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trimEnd().split('\n').at(-1);
  } finally {
    await file.close();
  }
}
