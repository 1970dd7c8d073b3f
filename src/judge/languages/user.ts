import * as z from 'zod';
import { JudgeError } from '../errors.ts';
import type { Build, Language } from './language.ts';

const words = z.array(z.string().min(1)).min(1);

/**
 * A language from the user's settings. Commands are arguments, never a shell's line; they may hold `{source}`,
 * `{program}`, `{folder}`, `{stem}` and `{memoryMiB}`.
 */
const UserLanguage = z.strictObject({
  id: z.string().regex(/^[\w+#.-]+$/, 'letters, digits, "+", "#", "-" and "." only'),
  name: z.string().min(1).optional(),
  /** With the dot; the first is given to the source file. */
  extensions: z.array(z.string().regex(/^\.[\w+#-]+$/, 'an extension such as ".pl"')).min(1),
  languageIds: z.array(z.string()).optional(),
  /** Absent for an interpreted language. */
  compile: words.optional(),
  /** For example `["{program}"]` or `["perl", "{source}"]`. */
  run: words,
  /** Prints the version: `["perl", "--version"]`. */
  version: words.optional(),
  timeFactor: z.number().min(1).max(100).optional(),
});
export type UserLanguage = z.infer<typeof UserLanguage>;

const placeholders = ['source', 'program', 'folder', 'stem', 'memoryMiB'];

/**
 * The languages of a setting, whose value may be anything. Throws a JudgeError of kind `bad-language-definition`
 * that names the entry and the field at fault.
 */
export function readUserLanguages(value: unknown): UserLanguage[] {
  const read = z.array(UserLanguage).safeParse(value ?? []);
  const fault = (what: string) => new JudgeError('bad-language-definition', `verdict.languages: ${what}`);
  if (!read.success) throw fault(z.prettifyError(read.error));
  for (const language of read.data) {
    const ids = read.data.filter(({ id }) => id === language.id);
    if (ids.length > 1) throw fault(`"${language.id}" is there twice.`);
    for (const part of [...(language.compile ?? []), ...language.run, ...(language.version ?? [])]) {
      const unknown = [...part.matchAll(/\{(\w+)\}/g)].find(([, name = '']) => !placeholders.includes(name));
      if (unknown)
        throw fault(
          `${language.id}: ${unknown[0]} means nothing. Known: ${placeholders.map((name) => `{${name}}`).join(', ')}.`,
        );
    }
    const [command = ''] = language.run;
    if (command.includes('{') && !/^\{(program|source|folder)\}/.test(command))
      throw fault(`${language.id}: "run" must start with a command, {program}, {source} or {folder}.`);
  }
  return read.data;
}

/** A language of the user's settings in the table's shape. */
export function userLanguage(user: UserLanguage): Language {
  const tools: Record<string, string[]> = {};
  for (const [name, template] of [
    ['compiler', user.compile],
    ['runtime', user.run],
    ['version', user.version],
  ] as const) {
    const command = template?.[0];
    if (command && !command.includes('{')) tools[name] = [command];
  }
  const { compile } = user;
  const how = `the command of "${user.id}" in verdict.languages`;
  return {
    id: user.id,
    name: user.name ?? user.id,
    extensions: user.extensions,
    languageIds: user.languageIds ?? [user.id],
    tools,
    // Without a command for it the version is not asked for: any argument might start a program.
    versionArguments: user.version?.slice(1),
    versionTool: 'version',
    install: { debian: how, macos: how, windows: how },
    fileName: () => `solution${user.extensions[0]}`,
    ...(compile ? { compile: (build: Build) => filled(compile, build, build.tools.compiler) } : {}),
    run: (build) => filled(user.run, build, build.tools.runtime),
    timeFactor: user.timeFactor ?? 1,
    reservesMemory: true,
    processes: 128,
  };
}

function filled(template: string[], build: Build, command: string | undefined): string[] {
  const values: Record<string, string> = {
    source: build.source,
    program: build.program,
    folder: build.folder,
    stem: build.stem,
    memoryMiB: String(build.memoryMiB),
  };
  const [first = '', ...rest] = template.map((part) =>
    part.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  );
  return [command ?? first, ...rest];
}
