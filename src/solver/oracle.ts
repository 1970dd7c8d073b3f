import { type Judge, languageOf, type Submission } from '../judge/index.ts';
import { type Problem, readSidecar, sidecarOf } from '../problem/index.ts';
import { judgedOnSamples, unjudgeable } from './samples.ts';

/** A brute force with the generator whose inputs it answers, as they were found. */
export interface OracleSource {
  oracle: Submission;
  generator: Submission;
  validator?: Submission;
  /** Where it is from, in words that fit "generated cases against ...": "the brute force beside the statement". */
  origin: string;
}

/** An oracle that has been run on the samples, and whether its word may be taken. */
export interface CheckedOracle {
  usable: boolean;
  reason: string;
  samples: number;
}

/**
 * Runs the oracle on the samples: one that gets a sample wrong decides nothing.
 * Without samples it is usable, and the evidence says that it was itself not checked.
 */
export async function checkOracle(
  source: Pick<OracleSource, 'oracle' | 'origin'>,
  problem: Problem,
  judge: Judge,
  signal: AbortSignal,
): Promise<CheckedOracle> {
  const impossible = problem.interactive ? unjudgeable(problem) : undefined;
  if (impossible) return { usable: false, reason: `${source.origin} is not used: ${impossible}`, samples: 0 };
  const total = problem.samples.length;
  // Speed is not asked of it, only its answers.
  const judged = await judgedOnSamples(
    judge,
    source.oracle,
    { ...problem, timeLimitMs: 10_000, memoryLimitMiB: 2048 },
    signal,
  );
  if (total > 0 && judged.verdict !== 'AC') {
    const reason = `${source.origin} is not used: it gets ${judged.verdict} on the samples (${judged.reason ?? 'no reason given'})`;
    return { usable: false, reason, samples: 0 };
  }
  const words =
    total > 0 ? `passes the samples ${total}/${total}` : 'could not be checked, there are no samples';
  return { usable: true, reason: `${source.origin} ${words}`, samples: total };
}

/**
 * The oracle and generator in the sidecar of the statement at `path`; undefined unless both are there and in
 * languages the judge knows.
 */
export async function findOracle(path: string): Promise<OracleSource | undefined> {
  const sidecar = await readSidecar(sidecarOf(path));
  const oracle = asSubmission(sidecar?.oracle);
  const generator = asSubmission(sidecar?.generator);
  if (!oracle || !generator) return undefined;
  const validator = asSubmission(sidecar?.validator);
  return { oracle, generator, validator, origin: 'the brute force beside the statement' };
}

function asSubmission(program: { path: string; source: string } | undefined): Submission | undefined {
  const language = program && languageOf(program.path);
  return program && language ? { language: language.id, source: program.source } : undefined;
}
