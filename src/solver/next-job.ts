/** Where a solve stands, as far as the choice of the next request depends on it. */
export interface Situation {
  lanes: number;
  /** Requests the model is at work on, and how many of them are candidates. */
  writing: number;
  writingCandidates: number;
  /** Candidates whose answer is being judged on the samples. */
  judging: number;
  /** Oracles, generators and validators that are being written or checked. */
  comingOracles: number;
  comingInputs: number;
  /** Candidates asked for so far, other tries at failed ones included. */
  started: number;
  maxCandidates: number;
  /** Of these, those that the user asked for while the solve ran: they are begun in every free lane. */
  asked: number;
  failed: number;
  /** Candidates that passed the samples and were not shown to be wrong. */
  survivors: number;
  /** Programs are being run on generated inputs. */
  isSettling: boolean;
  /** Oracles that pass the samples, and how often one was asked for. */
  oracles: number;
  oracleTries: number;
  /** The model can be asked for an oracle, one is wanted, and it would have inputs to answer. */
  asksOracles: boolean;
  /** An oracle is believed: the user's own, or one that others confirm. */
  believed: boolean;
  /** Oracles contradict each other, or all of them several candidates that agree: another one must tell. */
  isTorn: boolean;
  /** Generated inputs are there; else whether the model can be asked for a generator, and how often it was. */
  hasInputs: boolean;
  asksGenerator: boolean;
  hasGenerator: boolean;
  generatorTries: number;
  /** A failed candidate whose failing input is known and that has not been tried again. */
  repairable: boolean;
}

export type Job = 'candidate' | 'repair' | 'oracle' | 'generator' | 'validator';

/** Oracles asked for at most: beyond, the model does not understand the problem. */
export const mostOracles = 6;
export const mostGenerators = 2;

/**
 * What the model is asked for next, or `wait` until something ends. In this order: one candidate; a second
 * opinion in form of two oracles, while the first candidates think; inputs, where the statement alone did not give
 * them; a third oracle where programs contradict each other; and further candidates, few while nothing has
 * failed, none while a survivor is being checked.
 */
export function nextJob(now: Situation): Job | 'wait' {
  if (now.writing >= now.lanes || now.writing + now.judging >= now.lanes + 2) return 'wait';
  if (now.started > 0) {
    if (wantsInputs(now)) return now.hasGenerator ? 'validator' : 'generator';
    if (wantsOracle(now)) return 'oracle';
  }
  // A survivor may be the last candidate needed: wait for what is under way to tell. Not where no oracle will.
  const isOpen = now.isSettling || now.comingOracles + now.comingInputs > 0;
  if (now.survivors > 0 && !lacksOracles(now) && (isOpen || now.writingCandidates + now.judging > 0))
    return 'wait';
  if (now.started >= now.maxCandidates || now.writingCandidates + now.judging >= eagerness(now))
    return 'wait';
  return now.repairable ? 'repair' : 'candidate';
}

function wantsOracle(now: Situation): boolean {
  if (!now.asksOracles || now.believed || now.oracleTries >= mostOracles) return false;
  // With one lane the first candidate shows first whether there will be anything to check.
  if (now.lanes === 1 && now.survivors === 0) return false;
  if (now.isTorn && now.survivors > 0) return !now.isSettling && now.comingOracles === 0;
  return now.oracles + now.comingOracles < 2;
}

function wantsInputs(now: Situation): boolean {
  if (now.hasInputs || !now.asksGenerator || now.comingInputs > 0) return false;
  if (now.lanes === 1 && now.survivors === 0) return false;
  return now.hasGenerator || now.generatorTries < mostGenerators;
}

/** Every oracle that was asked for turned out useless: only how many candidates agree can tell more. */
function lacksOracles(now: Situation): boolean {
  const { asksOracles, believed, oracles, comingOracles, oracleTries } = now;
  return asksOracles && !believed && oracles + comingOracles === 0 && oracleTries >= mostOracles;
}

/** Candidates written or judged at once: all lanes, and two more being judged, where nothing but candidates is asked for, else more as more have failed. */
function eagerness(now: Situation): number {
  const { lanes, failed, asked, asksOracles } = now;
  return asksOracles && !lacksOracles(now)
    ? Math.min(lanes, Math.max(1, Math.min(2, lanes - 1)) + failed + asked)
    : lanes + 2;
}
