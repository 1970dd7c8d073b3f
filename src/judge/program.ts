import { languageOf } from './languages/toolchains.ts';
import type { Submission } from './verdict.ts';

/**
 * What is compiled and run: one source, or several files of which `main` starts (packages have such
 * submissions). File names are relative and never leave the folder.
 */
export interface Program {
  language: string;
  files: Record<string, string | Uint8Array>;
  /** The file that the compiler or interpreter is given first. */
  main: string;
  /** Its files are scripts and programs that may be started by themselves. */
  executable?: boolean;
  /** Folders for `#include`: where the problem keeps testlib.h, for example. */
  includeFolders?: string[];
  /** Build it with the sanitizers of its compiler, where it has any. */
  sanitize?: boolean;
}

/** A one-file submission as a program, under the name its language wants. */
export function programOf(submission: Submission, fileName: string): Program {
  return { language: submission.language, files: { [fileName]: submission.source }, main: fileName };
}

/** The name a submission's file wants: Java's public class, `solution` and the language's extension elsewhere. */
export function fileNameFor(submission: Submission): string {
  return languageOf(submission.language)?.fileName(submission.source) ?? 'solution.txt';
}
