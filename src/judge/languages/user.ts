import { JudgeError } from '../errors.ts';
import type { Build, Language, UserLanguage } from './language.ts';

/** A language of the user's settings in the table's shape. Throws a JudgeError that names the faulty field. */
export function userLanguage(user: UserLanguage): Language {
  const fault = (what: string) =>
    new JudgeError('bad-language-definition', `verdict.languages: ${user.id || '(no id)'}: ${what}.`);
  if (!/^[\w+#.-]+$/.test(user.id)) throw fault('"id" must be letters, digits, "+", "#", "-" or "."');
  const extension = user.extensions[0];
  if (!extension?.startsWith('.')) throw fault('"extensions" must name at least one, such as ".pl"');
  if (user.run.length === 0) throw fault('"run" must name a command');
  const tools: Record<string, string[]> = {};
  for (const [name, template] of [
    ['compiler', user.compile],
    ['runtime', user.run],
  ] as const) {
    const command = template?.[0];
    if (command && !command.includes('{')) tools[name] = [command];
  }
  const compile = user.compile;
  return {
    id: user.id,
    name: user.name ?? user.id,
    extensions: user.extensions,
    languageIds: user.languageIds ?? [user.id],
    tools,
    versionArguments: user.version?.slice(1) ?? ['--version'],
    install: {
      debian: 'see verdict.languages',
      macos: 'see verdict.languages',
      windows: 'see verdict.languages',
    },
    fileName: () => `solution${extension}`,
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
