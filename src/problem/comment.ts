import { dedented } from './indentation.ts';

/** How a language writes its comments. */
interface CommentSyntax {
  line: string[];
  block: [open: string, close: string][];
  /** Lines that may stand before the statement: includes, imports, package clauses. */
  prelude?: RegExp;
}

const slashes: CommentSyntax = {
  line: ['//'],
  block: [['/*', '*/']],
  prelude:
    /^\s*(?:#\s{0,4}(?:include|define|pragma|import|if|ifdef|ifndef|endif|undef)\b|import\b|using\b|package\b|use\b|extern\b|mod\b|typedef\b|"use strict"|'use strict'|open\b|module\b)/,
};
const hash: CommentSyntax = {
  line: ['#'],
  block: [],
  prelude: /^\s*(?:import\b|from\b|require\b|using\b|use\b|library\b)/,
};

const syntaxes: Record<string, CommentSyntax> = {
  python: {
    ...hash,
    block: [
      ['"""', '"""'],
      ["'''", "'''"],
    ],
  },
  ruby: { ...hash, block: [['=begin', '=end']] },
  perl: { ...hash, block: [['=pod', '=cut']] },
  shellscript: hash,
  r: hash,
  julia: { ...hash, block: [['#=', '=#']] },
  elixir: { ...hash, block: [['"""', '"""']] },
  nim: { ...hash, block: [['#[', ']#']] },
  php: { ...slashes, line: ['//', '#'], prelude: /^\s*(?:<\?php|declare\b|use\b|namespace\b)/ },
  haskell: { line: ['--'], block: [['{-', '-}']], prelude: /^\s*(?:import\b|module\b|where\b)/ },
  lua: { line: ['--'], block: [['--[[', ']]']], prelude: /^\s*local\s+\w+\s*=\s*require\b/ },
  ocaml: { line: [], block: [['(*', '*)']], prelude: /^\s*open\b/ },
  fsharp: { line: ['//'], block: [['(*', '*)']], prelude: /^\s*(?:open|module)\b/ },
  pascal: {
    line: ['//'],
    block: [
      ['{', '}'],
      ['(*', '*)'],
    ],
    prelude: /^\s*(?:program|uses)\b/i,
  },
  sql: { line: ['--'], block: [['/*', '*/']] },
  clojure: { line: [';'], block: [] },
  lisp: { line: [';'], block: [['#|', '|#']] },
  erlang: { line: ['%'], block: [], prelude: /^\s*-(?:module|export|import)\b/ },
  vb: { line: ["'"], block: [], prelude: /^\s*imports\b/i },
};
for (const id of 'c cpp csharp java javascript typescript javascriptreact typescriptreact kotlin scala go rust swift dart d groovy objective-c zig cuda-cpp'.split(
  ' ',
)) {
  syntaxes[id] = slashes;
}

const extensions: Record<string, string> = {
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  'c++': 'cpp',
  hpp: 'cpp',
  cu: 'cuda-cpp',
  cs: 'csharp',
  java: 'java',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  mts: 'typescript',
  tsx: 'typescriptreact',
  kt: 'kotlin',
  kts: 'kotlin',
  scala: 'scala',
  go: 'go',
  rs: 'rust',
  swift: 'swift',
  dart: 'dart',
  d: 'd',
  zig: 'zig',
  py: 'python',
  py3: 'python',
  pyw: 'python',
  rb: 'ruby',
  pl: 'perl',
  sh: 'shellscript',
  r: 'r',
  jl: 'julia',
  ex: 'elixir',
  exs: 'elixir',
  nim: 'nim',
  php: 'php',
  hs: 'haskell',
  lua: 'lua',
  ml: 'ocaml',
  fs: 'fsharp',
  fsx: 'fsharp',
  pas: 'pascal',
  dpr: 'pascal',
  sql: 'sql',
  clj: 'clojure',
  lisp: 'lisp',
  erl: 'erlang',
  vb: 'vb',
};

/** The language id of a source file by its name's extension, or undefined when it is not a known language's. */
export function languageOf(path: string): string | undefined {
  const name = path.replaceAll('\\', '/').split('/').pop() ?? '';
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? undefined : extensions[name.slice(dot + 1).toLowerCase()];
}

/** True for languages in which a statement can only stand in a comment. */
export function isSourceLanguage(languageId: string): boolean {
  return languageId in syntaxes;
}

/** Lines as a comment of a language: line comments where it has them, else a block that no line can close. */
export function commentOf(lines: string[], languageId: string): string {
  const syntax = syntaxes[languageId] ?? hash;
  const [sign] = syntax.line;
  if (sign !== undefined) return lines.map((line) => `${sign} ${line}`.trimEnd()).join('\n');
  const [open = '', close = ''] = syntax.block[0] ?? [];
  return [
    open,
    ...lines.map((line) => line.replaceAll(close, `${close.charAt(0)} ${close.slice(1)}`)),
    close,
  ].join('\n');
}

/** A comment at the head of a file. `text` has one line per line of the file, without comment signs. */
export interface Comment {
  text: string;
  startLine: number;
  endLine: number;
}

/** A statement stands at the head of its file; further down nothing is looked at. */
const longestHead = 4000;

/**
 * The comments before the first line of code, in order. Neighbouring line comments are one comment. Reads no
 * further than the head of the file, so that it is cheap on long files.
 */
export function leadingComments(text: string, languageId: string): Comment[] {
  return headOf(text, languageId).comments;
}

/** How many of a source file's first lines decide what its leading comments are: those and the first line of code. */
export function headLength(text: string, languageId: string): number {
  return headOf(text, languageId).length;
}

function headOf(text: string, languageId: string): { comments: Comment[]; length: number } {
  const syntax = syntaxes[languageId];
  if (!syntax) return { comments: [], length: 0 };
  const lines = headLines(text);
  const comments: Comment[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (
      line.trim() === '' ||
      (at === 0 && line.startsWith('#!')) ||
      syntax.prelude?.test(line.slice(0, 200))
    ) {
      at++;
      continue;
    }
    const comment = blockComment(lines, at, syntax) ?? lineComment(lines, at, syntax);
    if (!comment) break;
    comments.push(comment);
    at = comment.endLine + 1;
  }
  return { comments, length: at + 1 };
}

function headLines(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  while (lines.length < longestHead && from <= text.length) {
    const end = text.indexOf('\n', from);
    lines.push(text.slice(from, end < 0 ? text.length : end));
    if (end < 0) break;
    from = end + 1;
  }
  return lines;
}

function blockComment(lines: string[], at: number, syntax: CommentSyntax): Comment | undefined {
  const first = (lines[at] ?? '')
    .trimStart()
    .replace(/^[rRuUbB]{1,2}(?=["']{3})/, '')
    .replace(/^@(?:moduledoc|doc)\s+/, '');
  const pair = syntax.block.find(([open]) => first.startsWith(open));
  if (!pair) return undefined;
  const [open, close] = pair;
  const body: string[] = [];
  for (let end = at; end < lines.length; end++) {
    const line = end === at ? first.slice(open.length) : (lines[end] ?? '');
    const closing = line.indexOf(close);
    if (closing >= 0) {
      body.push(line.slice(0, closing));
      return { text: withoutStars(body).join('\n'), startLine: at, endLine: end };
    }
    body.push(line);
  }
  return undefined;
}

function lineComment(lines: string[], at: number, syntax: CommentSyntax): Comment | undefined {
  const sign = syntax.line.find((candidate) => (lines[at] ?? '').trimStart().startsWith(candidate));
  if (!sign) return undefined;
  const body: string[] = [];
  let end = at;
  for (; end < lines.length; end++) {
    const line = (lines[end] ?? '').trimStart();
    if (!line.startsWith(sign) || (sign !== '#' && syntax.prelude?.test(line))) break;
    body.push(sign === '//' ? line.slice(2).replace(/^[/!](?=\s|$)/, '') : line.slice(sign.length));
  }
  return { text: dedented(body).join('\n'), startLine: at, endLine: end - 1 };
}

/** A block comment's lines without the column of stars (JSDoc, Javadoc) or the common indentation. */
function withoutStars(lines: string[]): string[] {
  const [first = '', ...others] = lines;
  const filled = others.filter(
    (line, index) => line.trim() !== '' && !(index === others.length - 1 && line.trim() === '*'),
  );
  const starred = filled.length > 0 && filled.every((line) => /^\s*\*/.test(line));
  const head = first.replace(/^[*!]+/, '');
  if (!starred) return [head.replace(/^ /, ''), ...dedented(others)];
  return [head.replace(/^ /, ''), ...others.map((line) => line.replace(/^\s*\*+ ?/, ''))];
}
