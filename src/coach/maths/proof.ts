import { type Engine, type MadePrompt, type Preset, proofPrompt, rubricPrompt } from '../../model/index.ts';
import type { ContestGuard } from '../../problem/index.ts';
import { requestFor } from '../request.ts';
import { describeSteps, type ProofEvent, type ProofPoint } from './events.ts';

export interface ProofOptions {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  statement: string;
  proof: string;
  /** The points that are asked for; made from `reference` when absent. */
  rubric?: string[];
  /** A right proof. */
  reference?: string;
  replyLanguage?: string;
  seed: number;
  signal?: AbortSignal;
}

const mostPoints = 20;

/** The points of a teacher's list: one a line, with or without a bullet or a number before it. */
export function rubricOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(0, mostPoints);
}

/**
 * Looks for each point of the rubric in a proof. A point counts as found only with a sentence that stands in the
 * proof. The model decides the rest, so the result is a proposal: a teacher confirms it. Throws nothing.
 */
export async function* gradeProof(options: ProofOptions): AsyncGenerator<ProofEvent> {
  const { guard, preset, statement, proof, reference, replyLanguage, signal } = options;
  const broken = (outcome: 'stopped' | 'broken', reason: string): ProofEvent => ({
    type: 'proof-ended',
    outcome,
    points: [],
    steps: [],
    reason,
  });
  try {
    await guard.admit({ statement, samples: [] }, [], signal);
    let rubric = options.rubric ?? [];
    if (rubric.length === 0) {
      if (reference === undefined)
        throw new Error('There is neither a rubric nor a reference to make one from.');
      const made = rubricPrompt({ preset, statement, reference, replyLanguage });
      rubric = rubricOf(bulletsOf(yield* answered(options, made)));
      if (rubric.length === 0)
        throw new Error(`${preset.title} made no rubric of the reference. Write one, a point a line.`);
      yield { type: 'proof-rubric', points: rubric, by: 'model' };
    } else yield { type: 'proof-rubric', points: rubric, by: 'teacher' };
    const answer = yield* answered(options, proofPrompt({ preset, statement, proof, rubric, replyLanguage }));
    if (signal?.aborted) return yield broken('stopped', 'Stopped.');
    const points = pointsIn(answer, rubric, proof);
    // The algebra is large; nobody who only reads events loads it.
    const { stepsIn } = await import('./steps.ts');
    const steps = stepsIn(proof);
    const found = points.filter(({ outcome }) => outcome === 'found').length;
    const reason = `${found} of ${points.length} points found; ${describeSteps(steps)}. To be confirmed by the teacher.`;
    yield { type: 'proof-ended', outcome: 'graded', points, steps, reason };
  } catch (error) {
    if (signal?.aborted) return yield broken('stopped', 'Stopped.');
    yield broken('broken', error instanceof Error ? error.message : String(error));
  }
}

/** Streams the model's words and gives back its answer. */
async function* answered(options: ProofOptions, made: MadePrompt): AsyncGenerator<ProofEvent, string> {
  const { engine, preset, seed, signal } = options;
  let answer = '';
  for await (const event of engine.generate(requestFor(preset, 'maths', made, seed), signal)) {
    if (event.type !== 'text') continue;
    if (event.channel === 'answer') answer += event.text;
    yield { ...event, type: 'proof-text' };
  }
  return answer;
}

function bulletsOf(answer: string): string {
  return answer
    .split('\n')
    .filter((line) => /^\s*(?:[-*+•]|\d{1,2}[.)])\s+\S/.test(line))
    .join('\n');
}

/** What the answer says of each point, held against the proof. */
function pointsIn(answer: string, rubric: string[], proof: string): ProofPoint[] {
  const parts = answer.split(/^[ \t]*(?:#{1,6}[ \t]*)?(?:\*\*)?Point[ \t]+(\d{1,2})\b[^\n]*$/im);
  const said = new Map<number, string>();
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const number = Number(parts[at]);
    if (!said.has(number)) said.set(number, parts[at + 1] ?? '');
  }
  return rubric.map((point, index): ProofPoint => {
    const text = said.get(index + 1);
    if (text === undefined) return { point, outcome: 'unclear', why: 'The model said nothing of it.' };
    const field = (name: string) =>
      new RegExp(`^[ \\t*-]*${name}[ \\t*]*:[ \\t*]*(.+)$`, 'im').exec(text)?.[1]?.trim();
    const sentence = quotedIn(proof, field('Sentence'));
    const confidence = (['high', 'medium', 'low'] as const).find((it) =>
      field('Confidence')?.toLowerCase().startsWith(it),
    );
    const why = field('Why');
    const rest = { ...(confidence && { confidence }), ...(why && { why }) };
    const isFound = /^\W*yes\b/i.test(field('Found') ?? '');
    if (isFound && sentence === undefined)
      return {
        point,
        outcome: 'unclear',
        ...rest,
        why: 'The sentence named for it does not stand in the proof.',
      };
    if (isFound && sentence) return { point, outcome: 'found', sentence, ...rest };
    return { point, outcome: /^\W*no\b/i.test(field('Found') ?? '') ? 'missing' : 'unclear', ...rest };
  });
}

/** The words of the proof that were quoted, however white space and quotation marks were copied. */
function quotedIn(proof: string, quote: string | undefined): string | undefined {
  const words =
    quote
      ?.replace(/^["'“«`]+|["'”»`]+$/g, '')
      .trim()
      .split(/\s+/) ?? [];
  if (words.join('').length < 3) return undefined;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+');
  return new RegExp(pattern).exec(proof)?.[0];
}
