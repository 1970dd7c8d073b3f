import { dirname, join } from 'node:path';

/** A program as one file, as a judge takes it. */
export interface SingleFile {
  source: string;
  /** Names of the files that were put into it. */
  inlined: string[];
  /** What was left as it is, a sentence each. */
  left: string[];
}

/** Reads a file; undefined when there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/**
 * The program at `path` with the user's own files that it includes or imports put into it, and, in C and C++,
 * without what stands behind `macro`, which only the user's machine defines.
 */
export async function singleFile(
  path: string,
  source: string,
  language: string,
  macro: string,
  read: ReadFile,
): Promise<SingleFile> {
  const left: string[] = [];
  if (language === 'c' || language === 'cpp') {
    const inlined = new Map<string, string>();
    const whole = await withIncludes(withoutDebug(source, macro, left), path, macro, read, inlined, left);
    return { source: whole, inlined: [...inlined.values()], left };
  }
  if (language === 'python') return withModules(path, source, read);
  const local = locals[language]?.exec(source)?.[0];
  if (local)
    left.push(`"${local.trim()}" names a file of yours; files are inlined in C, C++ and Python only`);
  return { source, inlined: [], left };
}

const locals: Record<string, RegExp> = {
  javascript: /^.*\b(?:require\(\s*['"]\.{1,2}\/|from\s+['"]\.{1,2}\/).*$/m,
  typescript: /^.*\b(?:require\(\s*['"]\.{1,2}\/|from\s+['"]\.{1,2}\/).*$/m,
  rust: /^\s*(?:pub\s+)?mod\s+\w+\s*;/m,
  ruby: /^\s*require_relative\b.*$/m,
  php: /^\s*(?:require|include)(?:_once)?\b.*$/m,
};

async function withIncludes(
  source: string,
  path: string,
  macro: string,
  read: ReadFile,
  /** Names by path. */
  inlined: Map<string, string>,
  left: string[],
): Promise<string> {
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    const name = /^\s*#\s*include\s*"([^"]+)"/.exec(line)?.[1];
    if (name === undefined) {
      lines.push(line);
      continue;
    }
    const file = join(dirname(path), name);
    const text = await read(file);
    if (text === undefined) {
      left.push(`#include "${name}" was not found beside ${path.split(/[\\/]/).at(-1)}`);
      lines.push(line);
    } else if (!inlined.has(file)) {
      // A header comes once: its own guard would see to that.
      inlined.set(file, name);
      const bare = withoutDebug(text.replaceAll('\r\n', '\n'), macro, left).replace(
        /^\s*#\s*pragma\s+once\s*$/m,
        '',
      );
      lines.push((await withIncludes(bare.trim(), file, macro, read, inlined, left)).trim());
    }
  }
  return lines.join('\n');
}

/** What a conditional asks of the macro: that it is defined, or that it is not. */
function askedOf(line: string, macro: string): boolean | undefined {
  const word = macro.replace(/[^\w]/g, '');
  const match = new RegExp(
    `^\\s*#\\s*(?:(ifdef)\\s+${word}|(ifndef)\\s+${word}|if\\s+(!?)\\s*defined\\s*(?:\\(\\s*${word}\\s*\\)|\\s${word}))\\s*(?://.*|/\\*.*\\*/\\s*)?$`,
  ).exec(line);
  if (!match) return undefined;
  if (match[1]) return true;
  if (match[2]) return false;
  return match[3] === '';
}

/** The text as it is where the macro is not defined. Conditionals on anything else stay. */
function withoutDebug(source: string, macro: string, left: string[]): string {
  if (!/\w/.test(macro)) return source;
  const kept: string[] = [];
  /** The conditionals around a line; `shown` is undefined for those that are not about the macro. */
  const open: { shown: boolean | undefined }[] = [];
  for (const line of source.split('\n')) {
    const directive = /^\s*#\s*(ifdef|ifndef|if|elif|else|endif)\b/.exec(line)?.[1];
    const inner = open.at(-1);
    const isShown = open.every(({ shown }) => shown !== false);
    if (directive?.startsWith('if')) {
      const wanted = askedOf(line, macro);
      open.push({ shown: wanted === undefined ? undefined : !wanted });
      if (wanted === undefined && isShown) kept.push(line);
    } else if (directive === 'endif' && inner) {
      open.pop();
      if (inner.shown === undefined && isShown) kept.push(line);
    } else if (directive === 'else' && inner?.shown !== undefined) inner.shown = !inner.shown;
    else if (directive === 'elif' && inner?.shown !== undefined) {
      left.push(`an #elif after a condition on ${macro} is not understood: nothing was left out`);
      return source;
    } else if (isShown) kept.push(line);
  }
  return kept.join('\n');
}

const pythonImport =
  /^[ \t]*(?:from[ \t]+\.?(\w+)[ \t]+import\b|import[ \t]+(\w+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*\w+(?:[ \t]+as[ \t]+\w+)?)*)[ \t]*(?:#.*)?$)/gm;

/** Modules become texts at the head, made into modules before the program imports them: every form of import works. */
async function withModules(path: string, source: string, read: ReadFile): Promise<SingleFile> {
  const modules = new Map<string, string>();
  const under = new Set<string>();
  const left: string[] = [];
  const visit = async (text: string) => {
    for (const name of importsOf(text)) {
      if (modules.has(name)) continue;
      if (under.has(name)) {
        left.push(`the modules around ${name} import each other in a circle`);
        continue;
      }
      const module = await read(join(dirname(path), `${name}.py`));
      if (module === undefined) {
        if ((await read(join(dirname(path), name, '__init__.py'))) !== undefined)
          left.push(`${name} is a package; only single modules are inlined`);
        continue;
      }
      under.add(name);
      await visit(module);
      // Those it imports come before it.
      modules.set(name, module.replaceAll('\r\n', '\n'));
    }
  };
  await visit(source);
  if (modules.size === 0) return { source, inlined: [], left };
  const texts = [...modules].map(
    ([name, text]) =>
      `_inline('${name}', '''\\\n${text.replaceAll('\\', '\\\\').replaceAll("'''", "\\'\\'\\'")}''')`,
  );
  const loader = `import sys as _sys, types as _types\n\n\ndef _inline(name, source):\n    module = _sys.modules[name] = _types.ModuleType(name)\n    exec(compile(source, name + '.py', 'exec'), module.__dict__)\n\n\n${texts.join('\n')}\n\n`;
  const at = headOf(source);
  const program = source.slice(at).replace(/^([ \t]*from[ \t]+)\.(?=\w)/gm, '$1');
  return {
    source: source.slice(0, at) + loader + program,
    inlined: [...modules.keys()].map((name) => `${name}.py`),
    left,
  };
}

function importsOf(text: string): string[] {
  return [...text.matchAll(pythonImport)].flatMap(([, from, names]) =>
    from ? [from] : (names ?? '').split(',').map((it) => it.trim().split(/\s/)[0] ?? ''),
  );
}

/** Where the statements begin that may follow others: after comments, a docstring and imports from the future. */
function headOf(source: string): number {
  const comments = /^(?:[ \t]*(?:#[^\n]*)?\n)*/;
  let at = comments.exec(source)?.[0].length ?? 0;
  const docstring = /^[rRuU]?("""[\s\S]*?"""|'''[\s\S]*?''')[^\n]*\n/.exec(source.slice(at));
  at += docstring?.[0].length ?? 0;
  for (;;) {
    const future = /^(?:[ \t]*(?:#[^\n]*)?\n)*from __future__ import[^\n]*\n/.exec(source.slice(at));
    if (!future) return at;
    at += future[0].length;
  }
}
