import type { PackageTest, ProblemPackage } from '../../problem/index.ts';
import { JudgeError } from '../errors.ts';
import type { Slots } from '../slots.ts';
import type { VerifyCheck, VerifyEvent } from './event.ts';
import type { PackageHelpers } from './helpers.ts';

/** The package's data held against its own validators, one check for each validator and kind of data. */
export async function checkData(
  problem: ProblemPackage,
  helpers: PackageHelpers,
  slots: Slots,
  emit: (event: VerifyEvent) => void,
): Promise<VerifyCheck[]> {
  const checks: VerifyCheck[] = [];
  const add = (check: VerifyCheck) => {
    checks.push(check);
    emit({ type: 'check-done', check });
  };
  for (const trouble of problem.troubles)
    add({ part: 'package', outcome: 'differs', reason: trouble.replace(`${problem.folder}/`, '') });
  for (const check of await checkInputs(problem, helpers, slots, emit)) add(check);
  for (const check of await checkOutputs(problem, helpers, slots)) add(check);
  return checks;
}

async function checkInputs(
  problem: ProblemPackage,
  helpers: PackageHelpers,
  slots: Slots,
  emit: (event: VerifyEvent) => void,
): Promise<VerifyCheck[]> {
  const part = 'input_validators';
  if (problem.inputValidators.length === 0)
    return [{ part, outcome: 'note', reason: 'there is none: no input was validated' }];
  const valid = problem.tests.filter((test) => test.kind !== 'invalid_input');
  const invalid = problem.tests.filter((test) => test.kind === 'invalid_input');
  const refusedByOne = new Set<string>();
  const checks: VerifyCheck[] = [];
  let unknown = false;
  for (const path of problem.inputValidators) {
    const validator = path.slice(problem.folder.length + 1);
    try {
      const refusals = await each(slots, helpers.signal, valid, async (test) => {
        const reason = await helpers.refusal(path, test);
        if (reason === undefined) return undefined;
        emit({ type: 'input-refused', test: test.name, validator, reason });
        return `${test.name}: ${reason}`;
      });
      await each(slots, helpers.signal, invalid, async (test) => {
        if ((await helpers.refusal(path, test)) !== undefined) refusedByOne.add(test.name);
        return undefined;
      });
      checks.push(
        refusals.length === 0
          ? { part: validator, outcome: 'agrees', reason: `approves ${counted(valid.length, 'input')}` }
          : { part: validator, outcome: 'differs', reason: refusalsIn(refusals, valid.length, 'refuses') },
      );
    } catch (error) {
      const failed = failureOf(validator, error, helpers.signal);
      unknown ||= failed.outcome === 'not-run';
      checks.push(failed);
    }
  }
  if (invalid.length === 0) return checks;
  const accepted = invalid.filter((test) => !refusedByOne.has(test.name)).map((test) => test.name);
  const place = 'data/invalid_input';
  if (accepted.length === 0)
    checks.push({
      part: place,
      outcome: 'agrees',
      reason: `${counted(invalid.length, 'input')} refused, as it must be`,
    });
  else if (unknown)
    checks.push({ part: place, outcome: 'not-run', reason: 'a validator that may refuse it was not run' });
  else
    checks.push({
      part: place,
      outcome: 'differs',
      reason: `no input validator refuses ${accepted.slice(0, 5).join(', ')}`,
    });
  return checks;
}

/**
 * Outputs that lie in the package, judged by the output validator: those that must be accepted (`valid_output`,
 * shown outputs, and in the newer format the answers of samples) and those that must not.
 */
async function checkOutputs(
  problem: ProblemPackage,
  helpers: PackageHelpers,
  slots: Slots,
): Promise<VerifyCheck[]> {
  const { interactive, multiPass, format } = problem.metadata;
  if (interactive || multiPass) return [];
  const isShown = (test: PackageTest) =>
    test.output !== undefined || (format !== 'legacy' && test.kind === 'sample' && !test.shownOtherwise);
  const kinds: { part: string; tests: PackageTest[]; mustPass: boolean }[] = [
    {
      part: 'data/sample',
      tests: problem.tests.filter((test) => test.kind === 'sample' && isShown(test)),
      mustPass: true,
    },
    {
      part: 'data/valid_output',
      tests: problem.tests.filter((test) => test.kind === 'valid_output'),
      mustPass: true,
    },
    {
      part: 'data/invalid_output',
      tests: problem.tests.filter((test) => test.kind === 'invalid_output'),
      mustPass: false,
    },
  ];
  const checks: VerifyCheck[] = [];
  for (const { part, tests, mustPass } of kinds) {
    if (tests.length === 0) continue;
    try {
      const wrong = await each(slots, helpers.signal, tests, async (test) => {
        const { verdict, reason } = await helpers.findingOn(test.output ?? test.answer ?? '', test);
        return (verdict === 'AC') === mustPass ? undefined : `${test.name}: ${reason ?? 'accepted'}`;
      });
      const outputs = counted(tests.length, 'output');
      const what = mustPass ? 'accepted' : 'refused';
      checks.push(
        wrong.length === 0
          ? { part, outcome: 'agrees', reason: `${outputs} ${what} by the output validator` }
          : {
              part,
              outcome: 'differs',
              reason: `the output validator ${refusalsIn(wrong, tests.length, mustPass ? 'refuses' : 'accepts')}`,
            },
      );
    } catch (error) {
      checks.push(failureOf(part, error, helpers.signal));
    }
  }
  return checks;
}

/** Why a helper could not be asked: a missing tool says nothing of the package. Aborts pass through. */
function failureOf(part: string, error: unknown, signal: AbortSignal): VerifyCheck {
  signal.throwIfAborted();
  if (!(error instanceof JudgeError)) throw error;
  return { part, outcome: isMissing(error) ? 'not-run' : 'differs', reason: error.message };
}

/** The judge, not the package, is what lacks something. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof JudgeError && /^(toolchain-missing|unknown-language|launch-failed)$/.test(error.kind)
  );
}

async function each(
  slots: Slots,
  signal: AbortSignal,
  tests: PackageTest[],
  work: (test: PackageTest) => Promise<string | undefined>,
): Promise<string[]> {
  const found = await Promise.all(tests.map((test) => slots.use(() => work(test), signal)));
  return found.filter((one) => one !== undefined);
}

function refusalsIn(refusals: string[], of: number, what: string): string {
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : '';
  return `${what} ${refusals.length} of ${of}: ${refusals[0]}${more}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
