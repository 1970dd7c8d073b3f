import { type Engine, mathsPrompt, type Preset } from '../../model/index.ts';
import type { ContestGuard, Problem } from '../../problem/index.ts';
import { requestFor } from '../request.ts';
import { judgeClaims } from './claims.ts';
import { type AnswerGroup, describeAgreement, describeSteps, type MathsEvent } from './events.ts';
import type { MathsKind } from './recognise.ts';
import { weighedGroups } from './reliability.ts';

export interface MathsOptions {
  guard: ContestGuard;
  engine: Engine;
  preset: Preset;
  problem: Problem;
  kind: MathsKind;
  /** Attempts whose answers are compared; a proof is written once. */
  lanes: number;
  /**
   * So many claims of each attempt are judged by the model, too, and agreement is weighed by them (claim-level
   * reliability); absent: the largest group is offered.
   */
  claims?: number;
  /** Seed of the first attempt; each later one takes the next number. */
  seed: number;
  maxTokens?: number;
  replyLanguage?: string;
  signal?: AbortSignal;
  /** Replaces the instructions of the mode; empty: none are given. */
  instructions?: string;
}

/** Of one attempt: what it wrote, and the answer in it. */
interface Attempt {
  lane: number;
  text: string;
  answer?: string;
}

/**
 * Answers a mathematics problem: attempts in all lanes of the engine, their final answers compared exactly; the
 * one most of them come to is offered, with how many agree. Throws nothing: what goes wrong is the `reason` of the
 * last event. Leaving the loop early stops everything.
 */
export function answerMaths(options: MathsOptions): AsyncIterable<MathsEvent> {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([abandoned.signal, ...(options.signal ? [options.signal] : [])]);
  return new ReadableStream<MathsEvent>({
    start(controller) {
      const emit = (event: MathsEvent) => {
        if (!abandoned.signal.aborted) controller.enqueue(event);
      };
      void run({ ...options, signal }, emit).then(() => {
        if (!abandoned.signal.aborted) controller.close();
      });
    },
    cancel() {
      abandoned.abort();
    },
  });
}

async function run(
  options: MathsOptions & { signal: AbortSignal },
  emit: (event: MathsEvent) => void,
): Promise<void> {
  const spent = new Map<number, number>();
  const tokens = () => [...spent.values()].reduce((sum, it) => sum + it, 0);
  try {
    const { guard, engine, problem, kind, signal } = options;
    await guard.admit(problem, [], signal);
    const info = await engine.load(signal);
    const lanes = kind === 'proof' ? 1 : options.lanes;
    emit({ type: 'maths-started', kind, lanes, engine: info });
    const attempts: Attempt[] = [];
    let lost = '';
    // The algebra is large; nobody who only reads statements loads it.
    const { finalAnswer, grouped } = await import('./grouped.ts');
    const one = async (lane: number) => {
      const done = await attempt(lane, options, finalAnswer, spent, emit);
      if (typeof done === 'string') lost = done;
      else if (done) {
        attempts.push(done);
        if (kind === 'answer') emit({ type: 'maths-grouped', groups: grouped(attempts).groups });
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, index) => one(index + 1)));
    const groups = grouped(attempts);
    const weighed =
      options.claims && kind === 'answer' && groups.groups.length > 1
        ? await weighedByClaims(groups.groups, attempts, options, spent, emit)
        : undefined;
    if (signal.aborted)
      emit({ type: 'maths-ended', outcome: 'stopped', reason: 'Stopped.', tokens: tokens() });
    else if (attempts.length === 0)
      emit({ type: 'maths-ended', outcome: 'broken', reason: lost || 'No attempt ended.', tokens: tokens() });
    else emit(await ending(kind, attempts, { ...groups, ...(weighed && { groups: weighed }) }, tokens()));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const outcome = options.signal.aborted ? 'stopped' : 'broken';
    emit({
      type: 'maths-ended',
      outcome,
      reason: outcome === 'stopped' ? 'Stopped.' : reason,
      tokens: tokens(),
    });
  }
}

/** The reason when the lane was lost; undefined when it was stopped. */
async function attempt(
  lane: number,
  { engine, preset, problem, seed, maxTokens, replyLanguage, instructions, signal }: MathsOptions,
  finalAnswer: (text: string) => string | undefined,
  spent: Map<number, number>,
  emit: (event: MathsEvent) => void,
): Promise<Attempt | string | undefined> {
  const made = mathsPrompt({ preset, problem, replyLanguage, instructions });
  const request = requestFor(preset, 'maths', made, seed + lane - 1);
  let text = '';
  let thought = '';
  try {
    for await (const event of engine.generate(
      { ...request, maxTokens: maxTokens ?? request.maxTokens },
      signal,
    )) {
      if (event.type === 'text') {
        if (event.channel === 'answer') text += event.text;
        else thought = (thought + event.text).slice(-20_000);
        spent.set(lane, event.tokens);
        emit({ type: 'maths-text', lane, channel: event.channel, text: event.text, tokens: event.tokens });
      } else if (event.type === 'ended') {
        spent.set(lane, event.tokens);
        if (event.reason === 'aborted') return undefined;
        // An attempt that was cut off in its thoughts may have boxed its answer there.
        const boxed = /\\boxed\{/.test(thought) ? finalAnswer(thought) : undefined;
        const answer = text.trim() === '' ? boxed : finalAnswer(text);
        const { reason: finish, tokens, ms } = event;
        emit({ type: 'maths-answered', lane, finish, tokens, ms, ...(answer !== undefined && { answer }) });
        return { lane, text, ...(answer !== undefined && { answer }) };
      }
    }
    return undefined;
  } catch (error) {
    if (signal?.aborted) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    emit({ type: 'maths-lost', lane, reason });
    return reason;
  }
}

/** The groups by the reliability of their attempts; the claims of each are judged one attempt after the other. */
async function weighedByClaims(
  groups: AnswerGroup[],
  attempts: Attempt[],
  { engine, preset, problem, claims: count = 0, seed, maxTokens, signal }: MathsOptions,
  spent: Map<number, number>,
  emit: (event: MathsEvent) => void,
): Promise<AnswerGroup[]> {
  const judged = new Map<number, boolean[]>();
  for (const { lane, text } of attempts) {
    if (text.trim() === '' || !groups.some(({ lanes }) => lanes.includes(lane))) continue;
    const asked = { engine, preset, problem, solution: text, count, seed };
    const done = await judgeClaims({ ...asked, ...(maxTokens && { maxTokens }), ...(signal && { signal }) });
    if (!done) break;
    spent.set(lane, (spent.get(lane) ?? 0) + done.tokens);
    judged.set(
      lane,
      done.claims.map(({ right }) => right),
    );
    emit({ type: 'maths-claims', lane, claims: done.claims });
  }
  const weighed = weighedGroups(groups, judged);
  emit({ type: 'maths-grouped', groups: weighed });
  return weighed;
}

async function ending(
  kind: MathsKind,
  attempts: Attempt[],
  { groups, unclear }: { groups: AnswerGroup[]; unclear: number },
  tokens: number,
): Promise<MathsEvent> {
  const { stepsIn } = await import('./steps.ts');
  const [first] = groups;
  const shown = attempts.find(({ lane }) => (kind === 'proof' ? true : first?.lanes.includes(lane)));
  const steps = shown ? stepsIn(shown.text) : [];
  const solution = shown && { solution: shown.text.trim(), steps };
  const base = { type: 'maths-ended' as const, tokens, ...solution };
  if (kind === 'proof') {
    const reason = `A proof in the words of the model: not checked, but for its arithmetic (${describeSteps(steps)}).`;
    return { ...base, outcome: shown?.text.trim() ? 'answered' : 'unanswered', reason };
  }
  const silent = attempts.filter(({ answer }) => answer === undefined).length;
  if (!first) {
    const reason = `None of ${attempts.length} attempts came to an answer.`;
    return { ...base, outcome: 'unanswered', reason };
  }
  const agreement = { agree: first.lanes.length, of: attempts.length, silent, unclear };
  const second = groups[1];
  const isTied =
    first.weight === undefined
      ? second?.lanes.length === first.lanes.length && attempts.length > 1
      : second?.weight === first.weight;
  const byClaims =
    first.weight === undefined
      ? ''
      : ` Chosen by the claims they rest on, which the same model judged: ${first.weight.toFixed(2)}${second?.weight === undefined ? '' : ` to ${second.weight.toFixed(2)}`}.`;
  const tie = isTied ? ' Another answer was reached as often.' : '';
  const reason = `${describeAgreement(agreement)}.${byClaims}${tie}`;
  return { ...base, outcome: 'answered', answer: first.answer, agreement, reason };
}
