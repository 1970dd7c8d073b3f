import { isSourceLanguage, languageOf, leadingComments } from './comment.ts';
import { withNamedFunction } from './function/reading.ts';
import { looksLikeHtml, problemOfPage } from './html/read.ts';
import { looksLikeLatex, problemOfLatex } from './latex.ts';
import type { Problem } from './problem.ts';
import type { LineRange, Reading, ReadOptions } from './reading.ts';
import { statementOf } from './statement.ts';

const documents: Record<string, string> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'plaintext',
  html: 'html',
  htm: 'html',
  tex: 'latex',
  pdf: 'pdf',
};

/**
 * Reads the problem in a text: a whole statement, or a source file whose leading comment or docstring is one.
 * Never throws; what is no problem is answered with a reason that says what to do.
 */
export function readProblem(text: string, options: ReadOptions = {}): Reading {
  const problem = read(text, options);
  if ('problem' in problem && options.path !== undefined) {
    problem.problem.source = { ...problem.problem.source, path: options.path };
  }
  return problem;
}

function read(text: string, options: ReadOptions): Reading {
  if (looksBinary(text))
    return {
      reason:
        'This is not text (it holds binary data). Open the statement as text, Markdown, HTML, LaTeX or PDF.',
    };
  const clean = withPlainLineEnds(text);
  if (clean.trim() === '')
    return { reason: 'The file is empty. Paste the problem statement into it, with its samples.' };
  const language = languageFor(clean, options);
  if (isSourceLanguage(language)) {
    const found = statementInSource(clean, language);
    if (found) return { ...found, problem: withNamedFunction(found.problem, clean, language) };
    if (options.part !== 'selection') {
      return {
        reason:
          'No problem statement was found at the head of this file. Put it in a comment before the code, with a sample headed "Sample Input" and "Sample Output".',
      };
    }
  }
  const problem = problemOfMarkup(clean, language) ?? statementOf(clean, 'document');
  if (!problem) {
    return {
      reason:
        'This does not read like a programming problem: there is no sample and no input or output section. Add the samples under "Sample Input" and "Sample Output", or select the statement and try again.',
    };
  }
  return { problem, range: filledRange(clean) };
}

/**
 * Where a source file's leading comment or docstring holds a statement, or a statement file's whole range;
 * undefined when there is none. Looks at the head of a source file only.
 */
export function findStatement(text: string, languageId: string): LineRange | undefined {
  if (isSourceLanguage(languageId)) {
    if (text.slice(0, 4096).includes('\0')) return undefined;
    return statementInSource(text, languageId)?.range;
  }
  const reading = readProblem(text, { languageId });
  return 'problem' in reading ? reading.range : undefined;
}

function statementInSource(
  text: string,
  languageId: string,
): { problem: Problem; range: LineRange } | undefined {
  const comments = leadingComments(text, languageId);
  for (const comment of comments) {
    const problem = statementOf(withPlainLineEnds(comment.text), 'comment');
    if (problem) return { problem, range: { startLine: comment.startLine, endLine: comment.endLine } };
  }
  const [first] = comments;
  const last = comments[comments.length - 1];
  if (!first || !last || first === last) return undefined;
  const problem = statementOf(
    withPlainLineEnds(comments.map((comment) => comment.text).join('\n\n')),
    'comment',
  );
  return problem && { problem, range: { startLine: first.startLine, endLine: last.endLine } };
}

function languageFor(text: string, options: ReadOptions): string {
  if (options.languageId !== undefined && options.languageId !== '') return options.languageId;
  if (options.path !== undefined) {
    const extension = /\.([^./\\]+)$/.exec(options.path)?.[1]?.toLowerCase() ?? '';
    return languageOf(options.path) ?? documents[extension] ?? sniffed(text);
  }
  return sniffed(text);
}

function problemOfMarkup(text: string, language: string): Problem | undefined {
  if (language === 'html' || looksLikeHtml(text)) return problemOfPage(text);
  if (language === 'latex' || language === 'tex' || looksLikeLatex(text)) return problemOfLatex(text);
  return undefined;
}

/** What a text without a name is: a comment or docstring at its very start makes it a source file. */
function sniffed(text: string): string {
  const head = text.slice(0, 2000).trimStart();
  if (/^\/[/*]/.test(head)) return 'cpp';
  if (/^(?:#!.*python|"""|''')/.test(head)) return 'python';
  return 'plaintext';
}

/** `\n` line ends and no byte order mark; the number of lines stays the same. */
function withPlainLineEnds(text: string): string {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return text.slice(start).replace(/\r\n?/g, '\n');
}

/** Binary data read as text has NULs or many characters that no encoding gave. */
function looksBinary(text: string): boolean {
  const head = text.slice(0, 8192);
  if (head.includes('\0')) return true;
  let strange = 0;
  for (let index = 0; index < head.length; index++) {
    const code = head.charCodeAt(index);
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)) strange++;
  }
  return strange > 8 && strange * 20 > head.length;
}

/** From the first to the last line that is not blank. */
function filledRange(text: string): LineRange {
  const lead = text.length - text.trimStart().length;
  const filled = text.trimEnd().length;
  const startLine = lineEndsIn(text, 0, lead);
  return { startLine, endLine: startLine + lineEndsIn(text, lead, filled) };
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let end = text.indexOf('\n', from); end >= 0 && end < to; end = text.indexOf('\n', end + 1)) count++;
  return count;
}
