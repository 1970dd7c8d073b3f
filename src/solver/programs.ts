import { languageOf } from '../judge/index.ts';
import { extractCode } from '../model/index.ts';
import { type Problem, programFor } from '../problem/index.ts';

/** A program longer than this is none that solves a problem. */
export const longestProgram = 256 * 1024;

const families = [
  ['python', 'pypy'],
  ['c', 'cpp'],
  ['javascript', 'typescript'],
];

/** The whole program in an answer, in `language`; or why there is none, for a person. */
export function programIn(
  answer: string,
  problem: Problem,
  language: string,
): { code?: string; program: string } | { code?: string; reason: string } {
  const found = extractCode(answer);
  if (!found) return { reason: 'the answer holds no program' };
  const { code } = found;
  if (code.length > longestProgram)
    return { reason: `the program is longer than ${longestProgram / 1024} KiB` };
  const tag = found.language === 'c++' ? 'cpp' : (found.language ?? '');
  const written = tag === '' ? undefined : (languageOf(tag) ?? languageOf(`program.${tag}`));
  const related = families.some((family) => family.includes(language) && family.includes(written?.id ?? ''));
  if (written && written.id !== language && !related)
    return { reason: `it is written in ${written.name}, not in the language asked for` };
  const whole = programFor(problem, code, language);
  return 'reason' in whole ? { code, reason: whole.reason } : { code, program: whole.program };
}

/** Two programs that differ only in white space and whole-line comments are one program. */
export function normalised(source: string): string {
  return source
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(
      (line) => line !== '' && !/^\s*(?:\/\/|#(?!\s*(?:include|define|pragma|if|else|endif))|--)/.test(line),
    )
    .join('\n');
}
