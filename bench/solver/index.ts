import { openJudge } from '../../src/judge/index.ts';
import { cacheFolder } from '../../src/model/index.ts';
import { reaches } from '../../src/solver/index.ts';
import type { Figure } from '../figure.ts';
import { atEqualTokens, bestOfN, fullPipeline, type Run } from './policies.ts';
import { misled, readSets, usual } from './sets.ts';

const seeds = Array.from({ length: Number(process.env.VERDICT_SOLVER_SEEDS ?? 3) }, (_, index) => index + 1);
const only = process.env.VERDICT_SOLVER_PROBLEMS?.split(',');
const n = 8;

/**
 * First answer, best of N by samples and the whole pipeline, on the problems of this repository, against a model
 * that answers from recorded programs: what is solved, at which cost, and whether a label was ever wrong.
 */
export async function figures(): Promise<Figure[]> {
  const sets = await readSets(only);
  const best: Run[] = [];
  const first: Run[] = [];
  const full: Run[] = [];
  const deceived: Run[] = [];
  await using judge = await openJudge({ cacheFolder: cacheFolder() });
  for (const seed of seeds) {
    for (const set of sets) {
      const told = { shares: usual, seed };
      const [one, many, whole] = [
        await bestOfN(set, told, judge, 1),
        await bestOfN(set, told, judge, n),
        await fullPipeline(set, told, judge),
      ];
      first.push(one);
      best.push(many);
      full.push(whole);
      console.error(line(set.name, seed, one, many, whole));
      if (seed === 1 && set.candidates.some((it) => it.isMisreading)) {
        const run = await fullPipeline(set, { shares: misled, seed }, judge);
        deceived.push(run);
        console.error(`  all misread: ${run.level}, ${run.reason}`);
      }
    }
  }
  const interactive = sets.filter(({ problem }) => problem.interactive).map(({ name }) => name);
  const stressed = full.filter((run) => !interactive.includes(run.problem));
  return table(first, best, full, stressed, deceived);
}

function line(name: string, seed: number, one: Run, many: Run, whole: Run): string {
  const mark = (run: Run) => (run.solved ? 'solved' : run.offered ? 'WRONG ' : 'none  ');
  return [
    `${name.padEnd(22)} seed ${seed}`,
    `first ${mark(one)}`,
    `best of ${n} ${mark(many)} ${thousands(many.tokens)} ${seconds(many.ms)}`,
    `full ${mark(whole)} ${whole.level.padEnd(13)} ${thousands(whole.tokens)} ${seconds(whole.ms)} ${whole.reason}`,
  ].join(' | ');
}

function table(first: Run[], best: Run[], full: Run[], stressed: Run[], deceived: Run[]): Figure[] {
  const solved = (runs: Run[]) => runs.filter((run) => run.solved).length;
  const mean = (runs: Run[], of: (run: Run) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / Math.max(1, runs.length);
  const of = `of ${full.length} runs`;
  const equal = best.filter((run, index) => atEqualTokens(run, full[index]?.tokens ?? 0)).length;
  const isHigh = (run: Run) => reaches(run.level, 'stress');
  const wrong = full.filter((run) => run.offered && !run.solved);
  // Where nothing can be stressed, an interactor being all there is, the label cannot say so.
  const right = stressed.filter((run) => run.solved && run.reason);
  const labelled = right.filter(isHigh).length;
  const [oracles, caught] = [
    full.reduce((sum, run) => sum + run.wrongOracles, 0),
    full.reduce((sum, run) => sum + run.caught, 0),
  ];
  // At equal success: what best of N does not solve at all has no accepted answer to compare with.
  const both = full.flatMap((run, index) => {
    const other = best[index];
    return run.solved && other?.solved ? [{ whole: run, many: other }] : [];
  });
  const costs = (of: (run: Run) => number) => ({
    whole: mean(
      both.map(({ whole }) => whole),
      of,
    ),
    many: mean(
      both.map(({ many }) => many),
      of,
    ),
  });
  const [inTokens, inTime] = [costs((run) => run.tokens), costs((run) => run.ms)];
  const tokens = inTokens.whole / inTokens.many;
  const time = inTime.whole / inTime.many;
  const overall = (of: (run: Run) => number) => (mean(full, of) / mean(best, of)).toFixed(2);
  const figure = (
    name: string,
    value: number,
    unit: string,
    peer: string,
    bar: string,
    met: boolean,
  ): Figure => ({
    name: `solver: ${name}`,
    value,
    unit,
    peer,
    bar,
    met,
  });
  const peers = `first answer ${solved(first)}, best of ${n} by samples ${solved(best)}`;
  return [
    figure(
      'solved',
      solved(full),
      of,
      peers,
      'more than either',
      solved(full) > Math.max(solved(first), solved(best)),
    ),
    figure(
      'solved at equal tokens',
      solved(full),
      of,
      `best of as many as fit into the pipeline's tokens: ${equal}`,
      'more',
      solved(full) > equal,
    ),
    figure(
      'tokens to the accepted answer',
      tokens,
      `of best of ${n}'s`,
      `${thousands(inTokens.whole)} and ${thousands(inTokens.many)} tokens on average over ${both.length} runs that both solve; over all runs, solved or not, ${overall((run) => run.tokens)}`,
      'at most 0.6',
      tokens <= 0.6,
    ),
    figure(
      'time to the accepted answer',
      time,
      `of best of ${n}'s`,
      `${seconds(inTime.whole)} and ${seconds(inTime.many)} on average, model time plus judge time; over all runs ${overall((run) => run.ms)}`,
      'at most 0.6',
      time <= 0.6,
    ),
    figure(
      'wrong programs labelled stress or better',
      wrong.filter(isHigh).length,
      'programs',
      `${wrong.length} wrong ones offered at all, best of ${n} offered ${best.filter((run) => run.offered && !run.solved).length}`,
      '0',
      !wrong.some(isHigh),
    ),
    figure(
      'right programs labelled stress or better',
      (100 * labelled) / Math.max(1, right.length),
      '%',
      `${labelled} of ${right.length}; on largest inputs too: ${right.filter((run) => run.level === 'stress+limits').length}`,
      'at least 95 %',
      labelled >= 0.95 * right.length,
    ),
    figure(
      'wrong oracles caught',
      (100 * caught) / Math.max(1, oracles),
      '%',
      `${caught} of ${oracles} that passed the samples and are wrong`,
      'stated, no bar',
      true,
    ),
    figure(
      'all misread alike: wrong programs labelled stress or better',
      deceived.filter((run) => run.offered && !run.solved && isHigh(run)).length,
      `of ${deceived.length} runs`,
      'candidates and oracles of one model share a misreading that passes the samples; the words of the evidence say so',
      'stated, no bar: no run of the programs could show it',
      true,
    ),
  ];
}

function thousands(tokens: number): string {
  return `${(tokens / 1000).toFixed(1)}k`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(0)} s`;
}
