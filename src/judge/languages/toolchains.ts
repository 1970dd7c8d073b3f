import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { JudgeError, reasonOf } from '../errors.ts';
import type { Language, LanguageStatus } from './language.ts';
import { packageLanguages } from './package-languages.ts';
import { commandPath } from './search-path.ts';
import { languageTable } from './table.ts';
import { toolFolders } from './tool-folders.ts';
import { type UserLanguage, userLanguage } from './user.ts';

const execute = promisify(execFile);
/** Kotlin's compiler takes seconds to say its version, more on a busy machine. */
const PROBE_TIMEOUT_MS = 30_000;

/** The tools of one language as they are on this machine. */
export interface Toolchain {
  language: Language;
  tools: Record<string, string>;
  /** Changes when a tool is replaced: part of the key under which builds are kept. */
  identity: string;
  /** Folders outside the system's own that the tools need. */
  folders: string[];
}

/** Why a toolchain cannot be used; `isThere`: its command is, but it does not work. */
interface Missing {
  why: string;
  isThere: boolean;
}

/** Finds toolchains, each at most once, among the built-in languages and the user's. */
export class Toolchains {
  readonly languages: readonly Language[];
  #found = new Map<string, Promise<Toolchain | Missing>>();

  readonly #asked = new Map<string, Promise<{ version?: string } | Missing>>();

  constructor(userLanguages: UserLanguage[] = []) {
    const own = userLanguages.map(userLanguage);
    const ids = new Set(own.map((language) => language.id));
    this.languages = [...own, ...languageTable.filter((language) => !ids.has(language.id))];
  }

  /** The language with this id, VS Code language identifier, or file name. */
  languageOf(fileNameOrLanguageId: string): Language | undefined {
    return languageOf(fileNameOrLanguageId, this.languages);
  }

  /** The toolchain of a language id. Throws a JudgeError that says how to install what is missing. */
  async toolchain(id: string): Promise<Toolchain> {
    const language =
      [...this.languages, ...packageLanguages].find((candidate) => candidate.id === id) ??
      this.languageOf(id);
    if (!language) {
      const known = this.languages.map((candidate) => candidate.id).join(', ');
      throw new JudgeError('unknown-language', `"${id}" is no language of the judge. Known: ${known}.`);
    }
    const found = await this.#find(language);
    if ('tools' in found) return found;
    throw new JudgeError('toolchain-missing', `${found.why} ${remedyFor(language, found)}`);
  }

  /**
   * Makes sure that a toolchain which refused a program is one: a command may be there without the program
   * behind it (a version manager's, or the system's own invitation to install it). Throws a JudgeError when it
   * cannot tell its version.
   */
  async confirm(toolchain: Toolchain): Promise<void> {
    const asked = await this.#versionOf(toolchain);
    if ('why' in asked)
      throw new JudgeError('toolchain-missing', `${asked.why} ${remedyFor(toolchain.language, asked)}`);
  }

  /** What is there for each language. Runs every tool once for its version, which takes seconds the first time. */
  async statuses(): Promise<LanguageStatus[]> {
    return Promise.all(
      this.languages.map(async (language) => {
        const found = await this.#find(language);
        const asked = 'tools' in found ? await this.#versionOf(found) : found;
        const works = !('why' in asked);
        return {
          id: language.id,
          name: language.name,
          found: works,
          ...(works && asked.version ? { version: asked.version } : {}),
          commands: 'tools' in found ? Object.values(found.tools) : [],
          install: installHere(language),
          ...('why' in asked && asked.isThere
            ? { trouble: `${asked.why} ${remedyFor(language, asked)}` }
            : {}),
          extensions: language.extensions,
          languageIds: language.languageIds,
        };
      }),
    );
  }

  #versionOf(toolchain: Toolchain): Promise<{ version?: string } | Missing> {
    const key = `${toolchain.language.id}\n${toolchain.identity}`;
    const asking = this.#asked.get(key) ?? askVersion(toolchain);
    this.#asked.set(key, asking);
    // What does not work may be repaired while we run.
    asking.then((asked) => 'why' in asked && this.#asked.delete(key));
    return asking;
  }

  #find(language: Language): Promise<Toolchain | Missing> {
    const known = this.#found.get(language.id);
    if (known) return known;
    const finding = findToolchain(language);
    this.#found.set(language.id, finding);
    // A missing toolchain may be installed while we run: look again next time.
    finding.then((found) => 'tools' in found || this.#found.delete(language.id));
    return finding;
  }
}

/** The built-in or given language for a file name ("a.cpp"), a language id or VS Code's identifier ("cpp"). */
export function languageOf(
  fileNameOrLanguageId: string,
  languages: readonly Language[] = languageTable,
): Language | undefined {
  const byId = languages.find((language) => language.id === fileNameOrLanguageId);
  const byName = languages.find((language) => language.languageIds.includes(fileNameOrLanguageId));
  if (byId ?? byName) return byId ?? byName;
  const extension = extname(fileNameOrLanguageId);
  return (
    languages.find((language) => language.extensions.includes(extension)) ??
    languages.find((language) => language.extensions.includes(extension.toLowerCase()))
  );
}

function installHere(language: Language): string {
  if (process.platform === 'darwin') return language.install.macos;
  if (process.platform === 'win32') return language.install.windows;
  return language.install.debian;
}

/** What to do about it, as a sentence. */
function remedyFor(language: Language, { isThere }: Missing): string {
  const install = `Install ${language.name} (${installHere(language)})`;
  if (language.versionTool) return `Install it, or correct ${installHere(language)}.`;
  if (packageLanguages.includes(language)) return `${install}.`;
  const shim = isThere ? language.behindShim?.remedy : undefined;
  if (shim) return `${shim[0]?.toUpperCase()}${shim.slice(1)}. ${install} where there is none.`;
  return `${install} or choose another language in \`verdict.languages\`.`;
}

async function findToolchain(language: Language): Promise<Toolchain | Missing> {
  const tools: Record<string, string> = {};
  const stamps: string[] = [];
  const folders = new Set<string>();
  const absent: string[] = [];
  for (const [tool, names] of Object.entries(language.tools)) {
    const found = await firstThatWorks(names, language);
    if ('why' in found) {
      if (found.isThere) return found;
      absent.push(names[0] ?? tool);
      continue;
    }
    tools[tool] = found.path;
    const real = await realpath(found.path);
    const { mtimeMs, size } = await stat(real);
    stamps.push(`${tool} ${real} ${mtimeMs} ${size}`);
    for (const folder of [...toolFolders(found.path), ...toolFolders(real)]) folders.add(folder);
  }
  if (absent.length > 0) {
    const were = absent.length > 1 ? 'were' : 'was';
    return { why: `${absent.join(' and ')} ${were} not found.`, isThere: false };
  }
  const [first] = Object.values(tools);
  if (language.folderArguments && first) {
    const answer = await ask(first, language.folderArguments);
    if ('why' in answer) return answer;
    const folder = await realpath(answer.text.trim()).catch(() => undefined);
    if (folder) folders.add(folder);
  }
  return { language, tools, identity: stamps.join('\n'), folders: [...folders] };
}

/** The first of these commands that is there and, where it may be a shim, has a program behind it. */
async function firstThatWorks(names: string[], language: Language): Promise<{ path: string } | Missing> {
  let broken: Missing | undefined;
  for (const name of names) {
    const path = await commandPath(name);
    if (!path) continue;
    const found = await behindShim(path, language);
    if ('path' in found) return found;
    broken ??= found;
  }
  // VS Code's own runtime can run JavaScript where no Node is installed.
  if (!broken && names[0] === 'node') return { path: process.execPath };
  return broken ?? { why: '', isThere: false };
}

/**
 * The program behind a version manager's shim (pyenv, rustup), which is slow to start and needs the user's
 * home; the command itself when it is none. A shim that has nothing behind it is as good as missing.
 */
async function behindShim(path: string, language: Language): Promise<{ path: string } | Missing> {
  const question = language.behindShim;
  if (!question) return { path };
  const answer = await ask(path, question.arguments);
  if ('why' in answer) return answer;
  const said = answer.text.trim();
  const behind = question.suffix ? join(said, ...question.suffix) : said;
  return { path: (await commandPath(behind)) ?? path };
}

async function askVersion({ language, tools }: Toolchain): Promise<{ version?: string } | Missing> {
  const command = (language.versionTool && tools[language.versionTool]) ?? Object.values(tools)[0];
  if (!language.versionArguments || !command) return {};
  const answer = await ask(command, language.versionArguments);
  if ('why' in answer) return answer;
  const lines = answer.text.trim().split('\n');
  // Warnings of a runtime may come first.
  return { version: lines.find((line) => /\d+\.\d/.test(line)) ?? lines[0] ?? '' };
}

/** What a tool prints. One that ends badly, or not in time, does not work: its own words say why. */
async function ask(command: string, given: string[]): Promise<{ text: string } | Missing> {
  try {
    const { stdout, stderr } = await execute(command, given, {
      timeout: PROBE_TIMEOUT_MS,
      windowsHide: true,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    return { text: stdout.trim() === '' ? stderr : stdout };
  } catch (error) {
    const { stderr, killed } = error as { stderr?: string; killed?: boolean };
    const said = killed
      ? `it did not answer within ${PROBE_TIMEOUT_MS / 1000} s`
      : (stderr ?? '').trim().split('\n')[0] || reasonOf(error);
    return { why: `${command} does not work: ${said.replace(/[.:\s]+$/, '')}.`, isThere: true };
  }
}
