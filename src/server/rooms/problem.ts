import { isProblem, type Problem, readProblem } from '../../problem/index.ts';
import { ApiError } from '../api-error.ts';

/**
 * The problem in a statement a client sent. Names of files in it are a contest's (`input.txt`): anything else is
 * left out, so that no text of a client becomes a path.
 * @throws ApiError when it is no problem, with the reason
 */
export function problemSent(statement: string, url?: string): Problem {
  const reading = readProblem(statement, { part: 'selection' });
  if (!isProblem(reading)) throw new ApiError(400, 'no_problem', reading.reason, { param: 'statement' });
  const { inputFile, outputFile, checker, source, ...rest } = reading.problem;
  return {
    ...rest,
    ...(isPlainName(inputFile) && { inputFile }),
    ...(isPlainName(outputFile) && { outputFile }),
    ...(checker && checker.kind !== 'program' && { checker }),
    source: { ...source, path: undefined, ...(url !== undefined && { url }) },
  };
}

function isPlainName(name: string | undefined): boolean {
  return name !== undefined && /^[\w-][\w.-]{0,63}$/.test(name);
}
