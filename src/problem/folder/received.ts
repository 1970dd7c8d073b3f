import { join } from 'node:path';
import * as z from 'zod';
import { Problem, type Sample } from '../problem.ts';
import { readProblem } from '../read.ts';
import { textIn, wordsOf, writeWhole } from './files.ts';
import type { TestCase } from './tests.ts';

/**
 * What came with a problem and is not in its file: what Competitive Companion knows, a statement that was pasted
 * or fetched. What the file itself says wins over it, the user's corrections over both.
 */
export const Received = Problem.omit({ samples: true })
  .partial()
  .extend({
    /** Names of the tests in `data/sample` that came with the problem; the others are the user's own. */
    tests: z.array(z.string()).optional(),
    /** Inputs of samples in the header that was put into the file; they give way to what came later. */
    inHeader: z.array(z.string()).optional(),
  });
export type Received = z.infer<typeof Received>;

const fileName = 'received.json';

/** Keeps in the sidecar what came with the problem. */
export async function writeReceived(folder: string, received: Received): Promise<void> {
  await writeWhole(join(folder, fileName), `${JSON.stringify(received, null, 2)}\n`);
}

/** Reads it back; undefined where nothing came, or it cannot be read, which is added to `troubles`. */
export async function readReceived(
  folder: string,
  names: string[],
  troubles: string[],
): Promise<Received | undefined> {
  if (!names.includes(fileName)) return undefined;
  const path = join(folder, fileName);
  const text = await textIn(path, troubles);
  if (text === undefined) return undefined;
  try {
    return Received.parse(JSON.parse(text));
  } catch (error) {
    troubles.push(
      `${path} is broken (${wordsOf(error).slice(0, 300)}). Send the problem again or delete the file; tests beside it are used as before.`,
    );
    return undefined;
  }
}

/** The problem that is read from what came, with the tests of the sidecar that came with it. */
export function problemReceived(received: Received, tests: TestCase[]): Problem {
  const { tests: names = [], inHeader: _, statement = '', ...facts } = received;
  const understood = statement === '' ? undefined : understand(statement);
  const came = tests.filter(({ name }) => names.includes(name)).map(sampleOf);
  const samples = came.length > 0 ? came : (understood?.samples ?? []);
  return { ...understood, ...facts, statement, samples };
}

/** Reads a text that is known to be a statement: one that shows no section of its own is read as if it had one. */
function understand(statement: string): Problem | undefined {
  for (const text of [statement, `${statement}\n\n## Input\n`]) {
    const reading = readProblem(text, { languageId: 'markdown', part: 'selection' });
    if ('problem' in reading) return reading.problem;
  }
  return undefined;
}

/** A test without its name. */
export function sampleOf({ input, output, note }: TestCase): Sample {
  return { input, output, ...(note === undefined ? {} : { note }) };
}
