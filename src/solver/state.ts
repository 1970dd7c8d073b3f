import type { TestResult, Verdict } from '../judge/protocol.ts';
import type { CandidateOutcome, HelperRole, SolveEvent, SolveOutcome } from './events.ts';
import type { Evidence } from './evidence.ts';

/** One attempt of the model, as far as the events have told. */
export interface Candidate {
  number: number;
  thought: string;
  answer: string;
  tokens: number;
  /** The last lines that were written, kept apart: to take them from all of a long text costs the more the longer it is. */
  latest: { channel: 'thought' | 'answer'; text: string };
  ms?: number;
  code?: string;
  tests: TestResult[];
  stressCases?: number;
  /** Runs on inputs as large as the statement allows. */
  measured?: TestResult[];
  /** The input on which it differs from the oracle, when stress found one. */
  difference?: TestResult;
  outcome?: CandidateOutcome;
  verdict?: Verdict;
  reason?: string;
  evidence?: Evidence;
  /** The approach it was asked to try. */
  hint?: string;
  /** The failed candidate it is another try at. */
  repairs?: number;
}

/** A program the model wrote to check the others with. */
export interface Helper {
  number: number;
  role: HelperRole;
  tokens: number;
  code?: string;
  usable?: boolean;
  reason?: string;
}

/** A solve as a person sees it: what the panel, the terminal and the record show. */
export interface SolveState {
  title?: string;
  language?: string;
  model?: string;
  backend?: string;
  /** The hardware plan in words, and why the model is not on something better. */
  plan?: string;
  fallback?: string;
  samples: number;
  maxCandidates: number;
  /** Tokens at most for one candidate. */
  maxTokens?: number;
  oracle?: { usable: boolean; reason: string };
  /** Where generated inputs come from, or why there are none. */
  inputs?: { cases: number; largest: number; origin?: string; reason?: string };
  helpers: Helper[];
  /** Which programs give the same answers, the largest group first. */
  groups?: { members: string[]; splitBy?: string }[];
  candidates: Candidate[];
  outcome?: SolveOutcome;
  best?: number;
  evidence?: Evidence;
  reason?: string;
  tokens?: number;
  ms?: number;
}

export const emptySolve: SolveState = { samples: 0, maxCandidates: 0, helpers: [], candidates: [] };

/** The state after `event`. Unchanged candidates keep their identity, so a view can skip them. */
export function foldSolve(state: SolveState, event: SolveEvent): SolveState {
  switch (event.type) {
    case 'solve-started':
      return {
        ...emptySolve,
        title: event.title,
        language: event.language,
        model: event.engine.model,
        backend: event.engine.backend,
        plan: event.engine.plan,
        fallback: event.engine.fallback,
        samples: event.samples,
        maxCandidates: event.maxCandidates,
        maxTokens: event.maxTokens,
      };
    case 'oracle-checked':
      return { ...state, oracle: { usable: event.usable, reason: event.reason } };
    case 'inputs-chosen': {
      const { type: _, ...inputs } = event;
      return { ...state, inputs };
    }
    case 'helper-started': {
      const { helper: number, role } = event;
      return { ...state, helpers: [...state.helpers, { number, role, tokens: 0 }] };
    }
    case 'candidates-raised':
      return { ...state, maxCandidates: event.maxCandidates };
    case 'helper-writing':
      return changeHelper(state, event.helper, { tokens: event.tokens });
    case 'helper-answered':
      return changeHelper(state, event.helper, { tokens: event.tokens, code: event.code });
    case 'helper-ended':
      return changeHelper(state, event.helper, { usable: event.usable, reason: event.reason });
    case 'programs-grouped':
      return { ...state, groups: event.groups };
    case 'candidate-started':
      return {
        ...state,
        // One that was lost midway and is begun anew elsewhere starts again.
        candidates: [
          ...state.candidates.filter(({ number }) => number !== event.candidate),
          {
            number: event.candidate,
            thought: '',
            answer: '',
            tokens: 0,
            latest: { channel: 'thought', text: '' },
            tests: [],
            ...(event.hint ? { hint: event.hint } : {}),
            ...(event.repairs ? { repairs: event.repairs } : {}),
          },
        ],
      };
    case 'candidate-text':
      return change(state, event.candidate, (it) => ({
        ...it,
        [event.channel]: it[event.channel] + event.text,
        tokens: event.tokens,
        latest: longer(it.latest, event),
      }));
    case 'candidate-answered':
      return change(state, event.candidate, (it) => ({
        ...it,
        tokens: event.tokens,
        ms: event.ms,
        code: event.code,
      }));
    case 'candidate-compiled':
      return state;
    case 'candidate-measured':
      return change(state, event.candidate, (it) => ({
        ...it,
        measured: [...(it.measured ?? []), event.result],
      }));
    case 'candidate-tested':
      return change(state, event.candidate, (it) => ({ ...it, tests: [...it.tests, event.result] }));
    case 'candidate-stressed':
      return change(state, event.candidate, (it) => foldStress(it, event.event));
    case 'candidate-ended':
      return change(state, event.candidate, (it) => ({
        ...it,
        outcome: event.outcome,
        verdict: event.verdict,
        reason: event.reason,
        evidence: event.evidence,
      }));
    case 'solve-ended':
      return {
        ...state,
        outcome: event.outcome,
        best: event.best,
        evidence: event.evidence,
        reason: event.reason,
        tokens: event.tokens,
        ms: event.ms,
      };
  }
}

function longer(before: Candidate['latest'], { channel, text }: Candidate['latest']): Candidate['latest'] {
  return { channel, text: endOf(before.channel === channel ? before.text + text : text) };
}

/** Characters that are kept at least of the end of a text; it is cut when it is twice as long. */
const keptLength = 2000;

/** The last lines of a text that grows, cut seldom, so that what is shown of it stands still meanwhile. */
export function endOf(text: string): string {
  if (text.length <= 2 * keptLength) return text;
  const from = text.length - keptLength;
  const line = text.indexOf('\n', from);
  return text.slice(line === -1 ? from : line + 1);
}

function foldStress(
  candidate: Candidate,
  event: Extract<SolveEvent, { type: 'candidate-stressed' }>['event'],
): Candidate {
  switch (event.type) {
    case 'stress-progress':
      return { ...candidate, stressCases: event.cases };
    case 'stress-ended':
      return { ...candidate, stressCases: event.cases, difference: event.difference };
    default:
      return candidate;
  }
}

function change(state: SolveState, number: number, next: (candidate: Candidate) => Candidate): SolveState {
  return { ...state, candidates: state.candidates.map((it) => (it.number === number ? next(it) : it)) };
}

function changeHelper(state: SolveState, number: number, change: Partial<Helper>): SolveState {
  return { ...state, helpers: state.helpers.map((it) => (it.number === number ? { ...it, ...change } : it)) };
}
