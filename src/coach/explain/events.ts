import * as z from 'zod';
import { EngineInfo, FinishReason } from '../../model/protocol.ts';

/** Of a complexity under a time limit, by the number of its steps. */
export const Feasible = z.enum(['fits', 'tight', 'too slow']);
export type Feasible = z.infer<typeof Feasible>;

/** What the largest value of one variable leaves time for; computed, not by the model. */
export const ComplexityTable = z.object({
  variable: z.string(),
  largest: z.number(),
  seconds: z.number(),
  /** True when the statement names no time limit. */
  isAssumed: z.boolean(),
  rows: z.array(z.object({ growth: z.string(), steps: z.number(), verdict: Feasible })),
});
export type ComplexityTable = z.infer<typeof ComplexityTable>;

/** The parts of an explanation, in their order. */
export const ExplainSection = z.enum([
  'restatement',
  'observation',
  'algorithm',
  'correctness',
  'complexity',
  'pitfalls',
  'sample',
]);
export type ExplainSection = z.infer<typeof ExplainSection>;

/** The heading of each section, as the model is told to write it and as it is shown. */
export const sectionTitles: Record<ExplainSection, string> = {
  restatement: 'What is asked',
  observation: 'Key observation',
  algorithm: 'Algorithm',
  correctness: 'Why it is right',
  complexity: 'Complexity',
  pitfalls: 'Pitfalls',
  sample: 'Worked sample',
};

/**
 * The output that a worked sample comes to, held against the sample and a run of verified code. `not-checked`: there
 * was nothing to hold it against, or it names none.
 */
export const TraceCheck = z.object({
  claimed: z.string().optional(),
  expected: z.string().optional(),
  verdict: z.enum(['held', 'failed', 'not-checked']),
  /** What it was held against, in words. */
  against: z.array(z.string()),
});
export type TraceCheck = z.infer<typeof TraceCheck>;

/** What happens while a problem is explained; the last event is always `explain-ended`. */
export const ExplainEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('explain-started'), tables: z.array(ComplexityTable), engine: EngineInfo }),
  /** A section begins; what is written before the first has none. */
  z.object({ type: z.literal('explain-section'), section: ExplainSection }),
  z.object({
    type: z.literal('explain-text'),
    channel: z.enum(['thought', 'answer']),
    text: z.string(),
    tokens: z.number(),
  }),
  z.object({ type: z.literal('explain-note'), text: z.string() }),
  z.object({ type: z.literal('explain-traced'), check: TraceCheck }),
  z.object({
    type: z.literal('explain-ended'),
    reason: FinishReason,
    sections: z.array(ExplainSection),
    tokens: z.number(),
    ms: z.number(),
  }),
]);
export type ExplainEvent = z.infer<typeof ExplainEvent>;

/** What was checked of a worked sample, in one sentence. */
export function describeTrace({ verdict, against, claimed }: TraceCheck): string {
  if (verdict === 'held')
    return `The output it comes to is right: compared with ${against.join(' and ')}. The steps between are not checked.`;
  if (verdict === 'failed') return `The output it comes to is WRONG: compared with ${against.join(' and ')}.`;
  return claimed === undefined
    ? 'It names no output: not checked.'
    : 'There is nothing to compare its output with: not checked.';
}

/** The tables in one line each, as the model is told of them and a person reads them. */
export function tableInWords({ variable, largest, seconds, isAssumed, rows }: ComplexityTable): string {
  const named = (verdict: Feasible) =>
    rows.filter((row) => row.verdict === verdict).map(({ growth }) => growth);
  const parts = (['fits', 'tight', 'too slow'] as const).flatMap((verdict) => {
    const found = named(verdict);
    return found.length === 0 ? [] : [`${verdict}: ${found.join(', ')}`];
  });
  return `${variable} <= ${largest} in ${seconds} s${isAssumed ? ' (assumed, no limit is given)' : ''}: ${parts.join('; ')}`;
}

/** What an event adds to the explanation, in Markdown; undefined: nothing. */
export function explainInMarkdown(event: ExplainEvent): string | undefined {
  switch (event.type) {
    case 'explain-started': {
      const tables = event.tables.map((table) => `- ${tableInWords(table)}`);
      return tables.length === 0
        ? undefined
        : `### What the limits allow (computed)\n\n${tables.join('\n')}\n\n`;
    }
    case 'explain-section':
      return `\n\n### ${sectionTitles[event.section]}\n\n`;
    case 'explain-text':
      return event.channel === 'answer' ? event.text : undefined;
    case 'explain-note':
      return `\n\n*${event.text}*\n\n`;
    case 'explain-traced':
      return `\n\n**${describeTrace(event.check)}**`;
    case 'explain-ended':
      return '\n\n*The rest is the words of the model: not checked.*';
  }
}
