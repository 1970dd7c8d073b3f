import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { JudgeError } from '../errors.ts';
import type { Language, LanguageStatus, UserLanguage } from './language.ts';
import { packageLanguages } from './package-languages.ts';
import { commandPath } from './search-path.ts';
import { languageTable } from './table.ts';
import { toolFolders } from './tool-folders.ts';
import { userLanguage } from './user.ts';

const execute = promisify(execFile);
const PROBE_TIMEOUT_MS = 15_000;

/** The tools of one language as they are on this machine. */
export interface Toolchain {
  language: Language;
  tools: Record<string, string>;
  /** Changes when a tool is replaced: part of the key under which builds are kept. */
  identity: string;
  /** Folders outside the system's own that the tools need. */
  folders: string[];
}

/** Finds toolchains, each at most once, among the built-in languages and the user's. */
export class Toolchains {
  readonly languages: readonly Language[];
  #found = new Map<string, Promise<Toolchain | undefined>>();

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
    const toolchain = await this.#find(language);
    if (toolchain) return toolchain;
    const commands = Object.values(language.tools).map((names) => names[0]);
    const missing = commands.join(' and ');
    throw new JudgeError(
      'toolchain-missing',
      `${missing} ${commands.length > 1 ? 'were' : 'was'} not found. Install ${language.name} (${installHere(language)}) or choose another language in \`verdict.languages\`.`,
    );
  }

  /** What is there for each language. Runs every tool that was found once, for its version. */
  async statuses(): Promise<LanguageStatus[]> {
    return Promise.all(
      this.languages.map(async (language) => {
        const toolchain = await this.#find(language);
        const commands = Object.values(toolchain?.tools ?? {});
        const version = toolchain && commands[0] ? await versionOf(commands[0], language) : undefined;
        return {
          id: language.id,
          name: language.name,
          found: toolchain !== undefined,
          ...(version ? { version } : {}),
          commands,
          install: installHere(language),
          extensions: language.extensions,
          languageIds: language.languageIds,
        };
      }),
    );
  }

  #find(language: Language): Promise<Toolchain | undefined> {
    const known = this.#found.get(language.id);
    if (known) return known;
    const finding = findToolchain(language);
    this.#found.set(language.id, finding);
    // A missing toolchain may be installed while we run: look again next time.
    finding.then((toolchain) => toolchain ?? this.#found.delete(language.id));
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

async function findToolchain(language: Language): Promise<Toolchain | undefined> {
  const tools: Record<string, string> = {};
  const stamps: string[] = [];
  const folders = new Set<string>();
  for (const [tool, names] of Object.entries(language.tools)) {
    const path = await firstCommand(names);
    if (!path) return undefined;
    const behind = await behindShim(path, language);
    tools[tool] = behind;
    const real = await realpath(behind);
    const { mtimeMs, size } = await stat(real);
    stamps.push(`${tool} ${real} ${mtimeMs} ${size}`);
    for (const folder of [...toolFolders(behind), ...toolFolders(real)]) folders.add(folder);
  }
  return { language, tools, identity: stamps.join('\n'), folders: [...folders] };
}

async function firstCommand(names: string[]): Promise<string | undefined> {
  for (const name of names) {
    const path = await commandPath(name);
    if (path) return path;
  }
  return name0IsNode(names) ? process.execPath : undefined;
}

/** VS Code's own runtime can run JavaScript where no Node is installed. */
function name0IsNode(names: string[]): boolean {
  return names[0] === 'node';
}

/**
 * The program behind a version manager's shim (pyenv, rustup), which is slow to start and needs the user's
 * home; the command itself when it is none.
 */
async function behindShim(path: string, language: Language): Promise<string> {
  const question = language.behindShim;
  if (!question) return path;
  try {
    const { stdout } = await execute(path, question.arguments, {
      timeout: PROBE_TIMEOUT_MS,
      windowsHide: true,
    });
    const answer = question.suffix ? join(stdout.trim(), ...question.suffix) : stdout.trim();
    return (await commandPath(answer)) ?? path;
  } catch {
    return path;
  }
}

async function versionOf(command: string, language: Language): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await execute(command, language.versionArguments, {
      timeout: PROBE_TIMEOUT_MS,
      windowsHide: true,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    return (stdout || stderr).trim().split('\n')[0];
  } catch {
    return undefined;
  }
}
