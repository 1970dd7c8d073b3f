import type { Checker } from '../../problem/index.ts';
import { JudgeError } from '../errors.ts';

/** The package format's default output validator with these flags, as a built-in checker. */
export function defaultValidator(flags: string[]): Exclude<Checker, { kind: 'program' }> {
  let absolute: number | undefined;
  let relative: number | undefined;
  let caseSensitive = false;
  let spaceSensitive = false;
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at];
    if (flag === 'case_sensitive') caseSensitive = true;
    else if (flag === 'space_change_sensitive') spaceSensitive = true;
    else if (flag?.startsWith('float_')) {
      const tolerance = Number(flags[++at]);
      if (!Number.isFinite(tolerance))
        throw new JudgeError('bad-package', `validator flag ${flag} needs a number.`);
      if (flag !== 'float_relative_tolerance') absolute = tolerance;
      if (flag !== 'float_absolute_tolerance') relative = tolerance;
    } else
      throw new JudgeError('bad-package', `validator flag "${flag}" is unknown to the default validator.`);
  }
  if (absolute !== undefined || relative !== undefined) {
    return {
      kind: 'float',
      ...(absolute === undefined ? {} : { absolute }),
      ...(relative === undefined ? {} : { relative }),
    };
  }
  if (spaceSensitive) return { kind: 'exact' };
  return { kind: caseSensitive ? 'tokens' : 'caseInsensitive' };
}
