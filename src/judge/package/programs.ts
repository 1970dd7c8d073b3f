import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type ProblemPackage, withConstants } from '../../problem/index.ts';
import { JudgeError, reasonOf } from '../errors.ts';
import type { Language } from '../languages/language.ts';
import type { Program } from '../program.ts';
import { filesOf, readProgram } from '../read-program.ts';

type LanguageOf = (fileName: string) => Language | undefined;

/** The judge's language for a code of the package format ("python3", "cpp"); the code itself where they agree. */
function languageOfCode(code: string): string {
  return code === 'python3' ? 'python' : code;
}

/** The package format's code for one of the judge's languages. */
export function codeOfLanguage(language: string): string {
  return language === 'python' || language === 'pypy' ? 'python3' : language;
}

/**
 * A validator or grader of a package: a program in a language of the judge, one that comes with the scripts
 * `build` and `run`, or an input validator in Checktestdata (`.ctd`) or VIVA (`.viva`). Constants are filled in.
 */
export async function helperProgram(
  path: string,
  problem: ProblemPackage,
  languageOf: LanguageOf,
): Promise<Program> {
  const named: Record<string, string> = { '.ctd': 'checktestdata', '.viva': 'viva' };
  const files = await filesOf(path).catch((error) => {
    throw new JudgeError('bad-package', `${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  const script = ['build', 'run'].find((name) => files[name] !== undefined);
  const [only] = Object.keys(files);
  const ofTool = Object.keys(files).length === 1 ? named[extname(only ?? '')] : undefined;
  if (script && process.platform === 'win32') {
    throw new JudgeError(
      'bad-package',
      `${path} is built or run by a shell script, which Windows cannot start. Verify the package under WSL.`,
    );
  }
  const program: Program = script
    ? { language: `${script}-script`, files, main: script, executable: true }
    : ofTool && only
      ? { language: ofTool, files, main: only }
      : await readProgram(path, languageOf);
  return filledIn(program, problem.metadata.constants);
}

/**
 * A submission of a package in the language and with the entry point that `submissions.yaml` names, with the
 * files of `include/default` and `include/LANGUAGE` over its own, constants filled in. `ownBytes` is the size of
 * what was submitted.
 */
export async function submissionProgram(
  path: string,
  problem: ProblemPackage,
  languageOf: LanguageOf,
  wanted: { language?: string; entrypoint?: string },
): Promise<{ program: Program; ownBytes: number }> {
  const language = wanted.language && languageOfCode(wanted.language);
  const entrypoint = language === 'kotlin' ? wanted.entrypoint?.replace(/Kt$/, '') : wanted.entrypoint;
  const own = await readProgram(path, languageOf, {
    ...(language ? { language } : {}),
    ...(entrypoint ? { entrypoint } : {}),
  });
  const first = String(own.files[own.main]).split('\n', 1)[0] ?? '';
  if (own.language === 'python' && /^#!.*python2/.test(first))
    throw new JudgeError('unknown-language', `${path} is in Python 2, which the judge does not run.`);
  const ownBytes = Object.values(own.files).reduce((sum, content) => sum + content.length, 0);
  const files = { ...own.files };
  for (const name of ['default', codeOfLanguage(own.language)]) {
    const folder = join(problem.folder, 'include', name);
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (entry.isFile()) files[entry.name] = await readFile(join(folder, entry.name));
    }
  }
  const main = driverOf(own, files, languageOf) ?? own.main;
  return { program: filledIn({ ...own, files, main }, problem.metadata.constants), ownBytes };
}

/** An included file with the name of the language's entry point starts instead of the submission's own. */
function driverOf(
  own: Program,
  files: Record<string, string | Uint8Array>,
  languageOf: LanguageOf,
): string | undefined {
  return Object.keys(files).find(
    (name) =>
      own.files[name] === undefined &&
      languageOf(name)?.id === own.language &&
      /^(__main__\.py|main\.\w+)$/i.test(basename(name)),
  );
}

function filledIn(program: Program, constants: Record<string, string>): Program {
  if (Object.keys(constants).length === 0) return program;
  const files = Object.entries(program.files).map(([name, content]) => {
    const text = Buffer.from(content).toString('utf8');
    // What is no text stays as it is, byte for byte.
    return [name, text.includes('\0') ? content : withConstants(text, constants)] as const;
  });
  return { ...program, files: Object.fromEntries(files) };
}
