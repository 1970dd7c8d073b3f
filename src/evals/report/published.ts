import type { EvalRun } from '../run/record.ts';

/** A figure as others have published it. */
export interface Published {
  set: string;
  model: string;
  /** Pass@1 in per cent. */
  value: number;
  /** Problems it was measured on, where that is told. */
  problems?: number;
  source: string;
}

const report15 = 'VibeThinker-1.5B technical report, arXiv:2511.06221';
const report3 = 'VibeThinker-3B technical report, arXiv:2606.16140';
const [small, large] = [/vibe-?thinker[-_. ]?1[._]5b/i, /vibe-?thinker[-_. ]?3b/i];

const known: (Omit<Published, 'model'> & { model: RegExp; name: string })[] = [
  { model: small, name: 'VibeThinker 1.5B', set: 'AIME24', value: 80.3, problems: 30, source: report15 },
  { model: small, name: 'VibeThinker 1.5B', set: 'AIME25', value: 74.4, problems: 30, source: report15 },
  { model: small, name: 'VibeThinker 1.5B', set: 'HMMT25', value: 50.4, problems: 30, source: report15 },
  {
    model: small,
    name: 'VibeThinker 1.5B',
    set: 'LiveCodeBench v6',
    value: 51.1,
    problems: 131,
    source: report15,
  },
  { model: large, name: 'VibeThinker 3B', set: 'AIME26', value: 94.3, problems: 30, source: report3 },
  {
    model: large,
    name: 'VibeThinker 3B',
    set: 'LiveCodeBench v6',
    value: 80.2,
    problems: 131,
    source: report3,
  },
];

/** What was published for this model on this set. */
export function publishedFor(run: EvalRun): Published[] {
  const set = nameOfSet(run);
  return known.flatMap(({ model, name, ...figure }) =>
    figure.set === set && model.test(run.settings.model) ? [{ ...figure, model: name }] : [],
  );
}

/** The name under which a set's figures are published; undefined where it is not known. */
export function nameOfSet({ settings, tasks }: EvalRun): string | undefined {
  const { name, shape } = settings.set;
  if (shape === 'livecodebench') {
    const dates = tasks.map(({ date = '' }) => date);
    // Its releases differ in the window of dates that the published figures are about.
    if (dates.every((date) => date >= '2025-02-01')) return 'LiveCodeBench v6';
    return dates.every((date) => date >= '2024-08-01') ? 'LiveCodeBench v5' : 'LiveCodeBench';
  }
  const [, contest = '', year = ''] = /(aime|hmmt)\D*(?:20)?(2\d)(?!\d)/i.exec(name) ?? [];
  if (contest !== '') return `${contest.toUpperCase()}${year}`;
  return { humaneval: /plus|\+/i.test(name) ? 'HumanEval+' : 'HumanEval', mbpp: 'MBPP' }[shape];
}
