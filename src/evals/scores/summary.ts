import { reliabilityOf } from '../../coach/index.ts';
import { EvidenceLevel } from '../../solver/protocol.ts';
import type { EvalSample } from '../run/events.ts';
import type { EvalRun } from '../run/record.ts';
import { choiceAtK, passAtK, type Vote, verifiedAtK } from './at-k.ts';
import { type Estimate, estimateShare, mean } from './certainty.ts';
import { seeded } from './random.ts';

export interface AtK extends Estimate {
  k: number;
  /** Tasks with at least k samples. */
  tasks: number;
}

/** A part of the tasks, by difficulty, month or topic. */
export interface Part extends Estimate {
  name: string;
  tasks: number;
}

export interface SummaryOptions {
  same?: (left: string, right: string) => boolean;
  split?: string;
}

/** What a run comes to. Shares are of 1, tokens are new tokens of an answer, its thoughts among them. */
export interface Summary {
  tasks: number;
  /** Tasks with every sample. */
  complete: number;
  samples: number;
  /** Samples that could not be judged; they count as wrong. */
  unjudged: number;
  score: Estimate;
  passAt: AtK[];
  majorityAt: AtK[];
  /** Claim-level reliability, where claims were judged. */
  reliableAt: AtK[];
  verifiedAt: AtK[];
  tokens: { mean: number; median: number; p90: number; total: number };
  /** Of the samples: ended by their token budget or context, by repetition, without code or answer. */
  truncated: number;
  repeated: number;
  withoutAnswer: number;
  verdicts: Record<string, number>;
  parts: { difficulty: Part[]; month: Part[]; topic: Part[] };
  contamination?: { date: string; before: Part; since: Part };
  /** By what the solver knew: samples of that level, and those of them that are right. */
  calibration: { level: string; samples: number; right: number }[];
  /** The share of right samples with at most so many tokens. */
  withinTokens: { tokens: number; score: number }[];
  /** Samples by their tokens. */
  lengths: { from: number; to: number; right: number; wrong: number }[];
}

/**
 * @param options.same whether two answers of maths say the same; the same text when absent
 * @param options.split a day (YYYY-MM-DD) before which a model may have seen the problems
 */
export function summaryOf({ tasks, samples, settings }: EvalRun, options: SummaryOptions = {}): Summary {
  const { split, same = (a, b) => a === b } = options;
  const wanted = settings.policy === 'full' ? 1 : settings.samples;
  const own = new Map<string, EvalSample[]>(tasks.map(({ id }) => [id, []]));
  for (const sample of samples) own.get(sample.task)?.push(sample);
  const begun = tasks.filter(({ id }) => (own.get(id)?.length ?? 0) > 0);
  const of = (id: string) => own.get(id) ?? [];
  const shareOf = (id: string) => mean(of(id).map(({ correct }) => Number(correct)));
  const part = (name: string, ids: string[]): Part => ({
    name,
    tasks: ids.length,
    ...estimateShare(ids.map(shareOf)),
  });
  const parts = (namesOf: (task: (typeof tasks)[number]) => string[]): Part[] => {
    const groups = new Map<string, string[]>();
    for (const task of begun)
      for (const name of new Set(namesOf(task))) groups.set(name, [...(groups.get(name) ?? []), task.id]);
    return [...groups].map(([name, ids]) => part(name, ids));
  };
  const sizes = [...new Set([...powersUpTo(wanted), wanted])];
  const atK = (
    value: (all: EvalSample[], k: number, task: (typeof tasks)[number]) => number | undefined,
  ): AtK[] =>
    sizes.flatMap((k) => {
      const values = begun.flatMap((task) => value(of(task.id), k, task) ?? []);
      return values.length === 0 ? [] : [{ k, tasks: values.length, ...estimateShare(values) }];
    });
  const tokens = samples.map((it) => it.tokens).sort((a, b) => a - b);
  const share = (fits: (sample: EvalSample) => boolean) =>
    samples.filter(fits).length / Math.max(1, samples.length);
  const dated = split === undefined ? [] : begun.filter(({ date }) => date !== undefined);
  const random = seeded(1);
  const levels = EvidenceLevel.options.filter((level) => samples.some((it) => it.level === level));
  return {
    tasks: tasks.length,
    complete: tasks.filter(({ id }) => of(id).length >= wanted).length,
    samples: samples.length,
    unjudged: samples.filter(({ verdict }) => verdict === 'JE').length,
    score: estimateShare(begun.map(({ id }) => shareOf(id))),
    passAt: atK((all, k) => passAtK(all.length, all.filter(({ correct }) => correct).length, k)),
    majorityAt: begun.some(({ kind }) => kind === 'maths')
      ? atK((all, k) => choiceAtK(votes(all, same), 0, k, random))
      : [],
    reliableAt: samples.some(({ claims }) => claims !== undefined)
      ? atK((all, k) => {
          const weighed = votes(all, same).map((vote, index) => ({
            ...vote,
            weight: reliabilityOf(all[index]?.claims ?? []),
          }));
          return choiceAtK(weighed, 0, k, random);
        })
      : [],
    verifiedAt:
      settings.policy === 'samples'
        ? atK((all, k) =>
            verifiedAtK(
              all.map(({ correct, level }) => ({ correct, passed: level === 'samples' })),
              k,
            ),
          )
        : settings.policy === 'full'
          ? atK((all) => mean(all.map(({ correct, offered }) => Number(correct && offered === true))))
          : [],
    tokens: {
      mean: mean(tokens),
      median: quantile(tokens, 0.5),
      p90: quantile(tokens, 0.9),
      total: tokens.reduce((sum, it) => sum + it, 0),
    },
    truncated: share(({ finish }) => finish === 'length' || finish === 'context'),
    repeated: share(({ finish }) => finish === 'repetition'),
    withoutAnswer: share(({ code, answer }) => code === undefined && answer === undefined),
    verdicts: counted(samples),
    parts: {
      difficulty: parts(({ difficulty }) => (difficulty === undefined ? [] : [difficulty])).sort(byName),
      month: parts(({ date }) => (date === undefined ? [] : [date.slice(0, 7)])).sort(byName),
      topic: parts(({ topics }) => topics).sort((a, b) => b.tasks - a.tasks || byName(a, b)),
    },
    ...(split === undefined || dated.length === 0
      ? {}
      : {
          contamination: {
            date: split,
            before: part(
              `before ${split}`,
              dated.filter(({ date = '' }) => date < split).map(({ id }) => id),
            ),
            since: part(
              `since ${split}`,
              dated.filter(({ date = '' }) => date >= split).map(({ id }) => id),
            ),
          },
        }),
    calibration: levels.map((level) => {
      const those = samples.filter((it) => it.level === level);
      return { level, samples: those.length, right: those.filter(({ correct }) => correct).length };
    }),
    withinTokens: curve(samples),
    lengths: histogram(samples),
  };
}

/** Equal answers are of one group, the right ones of group 0; each counts the same. */
function votes(all: EvalSample[], same: (left: string, right: string) => boolean): Vote[] {
  const wrong: string[] = [];
  return all.map(({ answer, correct }) => {
    const group = () => {
      if (correct) return 0;
      if (answer === undefined) return undefined;
      const at = wrong.findIndex((it) => same(it, answer));
      return at === -1 ? wrong.push(answer) : at + 1;
    };
    return { group: group(), weight: 1 };
  });
}

function counted(samples: EvalSample[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict, correct, code, answer } of samples) {
    const name =
      verdict ?? (code === undefined && answer === undefined ? 'no answer' : correct ? 'right' : 'wrong');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}

function powersUpTo(most: number): number[] {
  return Array.from({ length: Math.floor(Math.log2(Math.max(1, most))) + 1 }, (_, power) => 2 ** power);
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const points = 40;

/** If every answer had been ended at so many tokens: the share that would be right. */
function curve(samples: EvalSample[]): { tokens: number; score: number }[] {
  const sorted = [...samples].sort((a, b) => a.tokens - b.tokens);
  let right = 0;
  const all = sorted.map(({ tokens, correct }) => {
    if (correct) right++;
    return { tokens, score: right / sorted.length };
  });
  const step = Math.max(1, Math.floor(all.length / points));
  return all.filter((_, index) => index % step === step - 1 || index === all.length - 1);
}

function histogram(samples: EvalSample[]): Summary['lengths'] {
  const most = Math.max(1, ...samples.map(({ tokens }) => tokens));
  const width = niceStep(most / 20);
  const bins = Array.from({ length: Math.floor(most / width) + 1 }, (_, index) => ({
    from: index * width,
    to: (index + 1) * width,
    right: 0,
    wrong: 0,
  }));
  for (const { tokens, correct } of samples) {
    const bin = bins[Math.floor(tokens / width)];
    if (bin) bin[correct ? 'right' : 'wrong']++;
  }
  return bins;
}

/** 1, 2 or 5 times a power of ten, at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((it) => it * power).find((it) => it >= least) ?? 10 * power;
}

function byName(a: { name: string }, b: { name: string }): number {
  const order = ['easy', 'medium', 'hard'];
  const [left, right] = [order.indexOf(a.name), order.indexOf(b.name)];
  return left !== right && left >= 0 && right >= 0 ? left - right : a.name < b.name ? -1 : 1;
}
