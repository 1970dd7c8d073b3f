import { openJudge } from '../../src/judge/index.ts';
import { cacheFolder } from '../../src/model/index.ts';
import { fullPipeline, type How, type Run } from '../solver/policies.ts';
import { readSets, usual } from '../solver/sets.ts';

/** Only the settings whose names hold this. */
const chosen = new RegExp(process.env.VERDICT_DEFAULTS_ROWS ?? '');
/** Every so many of the problems of this repository. */
const every = Number(process.env.VERDICT_DEFAULTS_EVERY ?? 5);

/** Tokens a second of all lanes together, measured with 1 and 8 lanes (docs/models.md). */
const speeds = {
  GPU: { one: 217, eight: 988 },
  processor: { one: 50, eight: 77.2 },
};

/** Of one lane among so many: between the two that were measured, by the power law through both. */
function ofOneLane({ one, eight }: (typeof speeds)['GPU'], lanes: number): number {
  return (one * lanes ** (Math.log(eight / one) / Math.log(8))) / lanes;
}

const rules: [string, How][] = [
  ...Object.entries(speeds).flatMap(([where, speed]) =>
    [1, 2, 4, 8].map((lanes): [string, How] => [
      `${lanes} lanes on a ${where}`,
      { lanes, tokensPerSecond: ofOneLane(speed, lanes) },
    ]),
  ),
  ...[4, 16].map((maxCandidates): [string, How] => [
    `${maxCandidates} candidates at most`,
    { maxCandidates },
  ]),
  ...(['samples', 'agreement', 'stress+limits'] as const).map((wanted): [string, How] => [
    `ends with ${wanted}`,
    { wanted },
  ]),
  ['as it is: 4 lanes, 8 candidates, ends with stress', {}],
];

export const solvingHead = ['setting', 'solved', 'wrong, offered', 'tokens', 'seconds'];

/** What a solve comes to by the number of lanes, of candidates, and the evidence that ends it. */
export async function solvingRows(tell: (row: string[]) => void): Promise<void> {
  const sets = (await readSets()).filter((_, index) => index % every === 0);
  await using judge = await openJudge({ cacheFolder: cacheFolder() });
  for (const [name, how] of rules) {
    if (!chosen.test(name)) continue;
    const runs: Run[] = [];
    for (const set of sets)
      runs.push(await fullPipeline(set, { shares: usual, seed: 1 }, judge, undefined, how));
    const mean = (of: (run: Run) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
    tell([
      name,
      `${runs.filter(({ solved }) => solved).length} of ${runs.length}`,
      `${runs.filter(({ solved, offered }) => offered && !solved).length}`,
      `${Math.round(mean(({ tokens }) => tokens) / 100) / 10}k`,
      `${Math.round(mean(({ ms }) => ms) / 1000)}`,
    ]);
  }
}
