import { type EvalTask, SetError } from '../task.ts';
import type { Row } from './rows.ts';

const names = {
  statement: ['problem', 'Problem', 'question', 'Question'],
  answer: ['answer', 'Answer', 'expected_answer', 'final_answer', 'gt'],
  id: ['id', 'ID', 'problem_idx', 'Problem ID', 'unique_id'],
  topics: ['problem_type', 'subject', 'topic', 'topics'],
  difficulty: ['difficulty', 'level'],
  date: ['date'],
} as const;

export function isMaths(fields: Row['fields']): boolean {
  return first(fields, 'statement') !== undefined && first(fields, 'answer') !== undefined;
}

/** AIME and HMMT as they are published: a problem and its answer, under one of a few names. */
export function mathsTask(row: Row, index: number): EvalTask {
  const { fields } = row;
  const statement = first(fields, 'statement');
  const answer = first(fields, 'answer');
  if (statement === undefined || answer === undefined)
    throw new SetError(`${row.where} lacks ${statement === undefined ? 'a problem' : 'an answer'}.`);
  const difficulty = first(fields, 'difficulty');
  const date = first(fields, 'date');
  return {
    id: first(fields, 'id') ?? String(index + 1),
    kind: 'maths',
    problem: { statement, samples: [] },
    answer,
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(date === undefined ? {} : { date }),
    topics: names.topics.flatMap((name) => textsIn(fields[name])),
  };
}

function first(fields: Row['fields'], part: keyof typeof names): string | undefined {
  return names[part].flatMap((name) => textsIn(fields[name]).slice(0, 1))[0];
}

/** The texts in a value: itself, a number, or a list of them. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  return Array.isArray(value) ? value.flatMap(textsIn) : [];
}
