import type { EvalRun } from '../run/record.ts';
import type { Estimate } from '../scores/certainty.ts';
import type { Comparing } from '../scores/compare.ts';
import type { AtK, Part, Summary } from '../scores/summary.ts';
import { nameOfSet, type Published } from './published.ts';

/** All that a report says, before it is laid out. */
export interface Facts {
  run: EvalRun;
  summary: Summary;
  published: Published[];
  against?: { run: EvalRun; summary: Summary; comparing: Comparing };
}

/** A table of the report: the first row is the heading, the first column names the row. */
export interface Table {
  title: string;
  note?: string;
  rows: string[][];
}

export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function withBounds({ value, low, high }: Estimate): string {
  return `${percent(value)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;
}

/** A whole number with thin groups of three. */
export function grouped(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function titleOf(run: EvalRun): string {
  return `${run.settings.model.split(/[\\/]/).at(-1)} on ${nameOfSet(run) ?? run.settings.set.name}`;
}

/** The first sentence of a report. */
export function headline({ run, summary }: Facts): string {
  const { settings } = run;
  const name = settings.policy === 'full' ? 'solved' : 'pass@1';
  const part =
    summary.complete < summary.tasks
      ? `; ${summary.complete} of ${summary.tasks} tasks have all their samples`
      : '';
  return `${name} ${withBounds(summary.score)} on ${summary.tasks} tasks, ${grouped(summary.samples)} samples${part}.`;
}

const mostTopics = 20;

/** Every table of the report, in order; empty ones are left out. */
export function tablesOf(facts: Facts): Table[] {
  const { run, summary, published, against } = facts;
  const atK = (title: string, all: AtK[], note: string): Table => ({
    title,
    note,
    rows: [
      ['k', 'score (95 % interval)', 'tasks'],
      ...all.map((it) => [`${it.k}`, withBounds(it), `${it.tasks}`]),
    ],
  });
  const parts = (title: string, all: Part[]): Table => ({
    title,
    rows: [
      ['', 'score (95 % interval)', 'tasks'],
      ...all.map((it) => [it.name, withBounds(it), `${it.tasks}`]),
    ],
  });
  const { tokens, contamination } = summary;
  // A topic of one task tells about that task.
  const often = summary.parts.topic.filter(({ tasks }) => tasks > 1).slice(0, mostTopics);
  const tables: Table[] = [
    {
      title: 'Next to published figures',
      note: 'They may rest on other samples, prompts, precision or hardware; the number of problems tells whether the set is the same.',
      rows: [
        ['', 'pass@1', 'problems', 'source'],
        ...(published.length > 0
          ? [['this run', withBounds(summary.score), `${summary.tasks}`, 'this report']]
          : []),
        ...published.map((it) => [it.model, `${it.value} %`, `${it.problems ?? ''}`, it.source]),
      ],
    },
    atK(
      'pass@k',
      summary.passAt,
      'At least one of k answers is right: the unbiased estimate of Chen et al. (2021).',
    ),
    atK('maj@k', summary.majorityAt, 'The largest group of equivalent answers among k; ties are shared.'),
    atK(
      'clr@k',
      summary.reliableAt,
      'Claim-level reliability: of k answers, the group with the largest sum of reliabilities, each the share of claims judged right to the power of their number.',
    ),
    atK(
      'verified@k',
      summary.verifiedAt,
      run.settings.policy === 'full'
        ? 'The program the solver offered as solved is right; the set’s tests were not shown to it.'
        : 'The answer picked by the samples of the statement alone is right.',
    ),
    {
      title: 'Evidence and truth',
      note: 'What could be known without the set’s tests, and how often it was right.',
      rows: [
        ['evidence', 'right', 'of', 'share'],
        ...summary.calibration.map(({ level, samples, right }) => [
          level,
          `${right}`,
          `${samples}`,
          percent(right / Math.max(1, samples)),
        ]),
      ],
    },
    {
      title: 'Answers',
      rows: [
        ['', ''],
        ['tokens, mean', grouped(tokens.mean)],
        ['tokens, median and 90th percentile', `${grouped(tokens.median)}, ${grouped(tokens.p90)}`],
        ['tokens in all', grouped(tokens.total)],
        ['ended by their token budget or context', percent(summary.truncated)],
        ['ended because they repeated themselves', percent(summary.repeated)],
        ['without a program or an answer', percent(summary.withoutAnswer)],
        ...(summary.unjudged > 0 ? [['not judged (JE), counted as wrong', `${summary.unjudged}`]] : []),
        ...Object.entries(summary.verdicts).map(([verdict, count]) => [verdict, grouped(count)]),
      ],
    },
    parts('By difficulty', summary.parts.difficulty),
    parts('By month', summary.parts.month),
    parts('By topic', often.length > 0 ? often : summary.parts.topic.slice(0, mostTopics)),
    ...(contamination
      ? [
          {
            ...parts('Before and since', [contamination.before, contamination.since]),
            note: 'A model may have seen problems from before its training ended; a large gap is a sign of it.',
          },
        ]
      : []),
    ...(against ? [againstTable(facts, against)] : []),
  ];
  return tables.filter(({ rows }) => rows.length > 1);
}

function againstTable(
  { summary }: Facts,
  { run, summary: other, comparing }: NonNullable<Facts['against']>,
): Table {
  const { difference, both, onlyFirst, onlySecond, neither, p } = comparing;
  return {
    title: `Next to ${titleOf(run)} (${run.settings.policy})`,
    note: `Problem by problem, on the ${comparing.tasks} both have. A problem counts as solved with more than half of its samples right; p is McNemar’s exact test.`,
    rows: [
      ['', ''],
      ['this run', withBounds(summary.score)],
      ['the other', withBounds(other.score)],
      ['difference, paired', withBounds(difference)],
      ['solved by both, by neither', `${both}, ${neither}`],
      ['only by this run, only by the other', `${onlyFirst.length}, ${onlySecond.length}`],
      ['p', p < 0.001 ? 'less than 0.001' : p.toFixed(3)],
      ['tokens, mean: this run, the other', `${grouped(summary.tokens.mean)}, ${grouped(other.tokens.mean)}`],
    ],
  };
}

/** What it takes to do the same again. */
export function rerunOf({ run }: Facts): [string, string][] {
  const { settings, about } = run;
  const { choice } = settings;
  const sampling = (of: (typeof settings.sampling)['maths']) =>
    `temperature ${of.temperature}, top_p ${of.topP}, top_k ${of.topK || 'off'}, min_p ${of.minP || 'off'}, repeat penalty ${of.repeatPenalty}`;
  const part = Object.entries(choice).map(([name, value]) => `${name} ${value}`);
  const isMaths = run.tasks.every(({ kind }) => kind === 'maths');
  return [
    ['command', about.command],
    ['set', `${settings.set.name} (${settings.set.shape}), SHA-256 ${settings.set.sha256}`],
    ['part of it', part.join(', ') || 'all'],
    ['model', `${settings.model}; ${about.model}`],
    ['sampling', sampling(isMaths ? settings.sampling.maths : settings.sampling.programming)],
    [
      'limits',
      `${grouped(settings.maxTokens)} new tokens${settings.thoughtBudget ? `, thoughts closed at ${grouped(settings.thoughtBudget)} where the engine can` : ''}`,
    ],
    [
      'policy',
      `${settings.policy}, ${settings.samples} samples, seeds from ${settings.seed}${settings.claims ? `, ${settings.claims} claims of each judged` : ''}`,
    ],
    ['prompts', `SHA-256 ${settings.prompts}`],
    ...(isMaths
      ? []
      : ([
          ['language', settings.language],
          ['outputs compared', settings.comparison === 'set' ? 'as the set does it' : 'by tokens'],
        ] satisfies [string, string][])),
    ['Verdict', about.version],
    ['machine', about.machine],
    ['begun', about.begun],
  ];
}
