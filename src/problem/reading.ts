import type { Problem } from './problem.ts';

/** Lines of a document, counted from 0, both ends included. */
export interface LineRange {
  startLine: number;
  endLine: number;
}

/**
 * What reading a document gave: the problem and the lines its statement lies on, or why it is no problem,
 * in words that say what to do about it.
 */
export type Reading = { problem: Problem; range: LineRange } | { reason: string };

/** Where a text comes from, as far as it is known. */
export interface ReadOptions {
  /** The file's path or name: its extension tells how to read it. */
  path?: string;
  /** VS Code's language id (`cpp`, `markdown`, ...); wins over the extension. */
  languageId?: string;
  /** `selection` reads the text as a statement even where a whole file would need it in a comment. */
  part?: 'document' | 'selection';
}

/** True when the reading holds a problem. */
export function isProblem(reading: Reading): reading is { problem: Problem; range: LineRange } {
  return 'problem' in reading;
}
