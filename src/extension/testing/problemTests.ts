import { join } from 'node:path';
import { l10n, type TextDocument, Uri } from 'vscode';
import type { Test } from '../../judge/index.ts';
import { type LineRange, ownTests, type Problem, type ReadingAt } from '../../problem/index.ts';

/** A test as the Test Explorer lists it; `name` is unique within its problem. */
export interface ListedTest extends Test {
  answer: string;
  title: string;
  /** Where it is written, from 0. */
  uri: Uri;
  line: number;
}

/** The samples of a problem, the user's own tests, and what a stress test or a review kept. */
export function testsOf(
  document: TextDocument,
  reading: Extract<ReadingAt, { problem: Problem }>,
): ListedTest[] {
  const { problem, sidecar, range } = reading;
  const own = sidecar ? ownTests(sidecar) : [];
  const isOwn = (input: string) => own.some((it) => it.input.trim() === input.trim());
  const lines = linesOf(document, range);
  const samples = problem.samples.filter(({ input }) => !isOwn(input));
  let after = 0;
  return [
    ...samples.map(({ input, output }, index) => {
      const found = placeOf(input, lines, after);
      after = found === undefined ? after : found + 1;
      return {
        name: `sample ${index + 1}`,
        title: l10n.t('Sample {0}', index + 1),
        input,
        answer: output,
        uri: document.uri,
        line: range.startLine + (found ?? 0),
      };
    }),
    ...(sidecar
      ? [
          ...own.map((test) => kept(l10n.t('Own test'), 'own', join(sidecar.folder, 'data', 'sample'), test)),
          ...sidecar.secret.map((test) =>
            kept(l10n.t('Kept test'), 'kept', join(sidecar.folder, 'data', 'secret'), test),
          ),
        ]
      : []),
  ];
}

function kept(
  title: string,
  kind: string,
  folder: string,
  { name, input, output }: { name: string; input: string; output: string },
): ListedTest {
  const uri = Uri.file(join(folder, `${name}.in`));
  return { name: `${kind} ${name}`, title: `${title} ${name}`, input, answer: output, uri, line: 0 };
}

/** The lines of the statement without what a comment or a quotation puts in front of them. */
function linesOf(document: TextDocument, { startLine, endLine }: LineRange): string[] {
  return Array.from({ length: endLine + 1 - startLine }, (_, at) =>
    document
      .lineAt(startLine + at)
      .text.replace(/^\s*(?:\/\/+|#+|\*+|--|>)?\s?/, '')
      .trimEnd(),
  );
}

/** The line, from 0, at which all of `input` stands; undefined where it does not stand as it was read. */
function placeOf(input: string, lines: string[], after: number): number | undefined {
  const wanted = input
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const found = lines.findIndex(
    (_, at) => at >= after && wanted.every((line, offset) => lines[at + offset]?.trim() === line),
  );
  return found === -1 ? undefined : found;
}
