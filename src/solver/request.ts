import { languageOf, type TestResult } from '../judge/index.ts';
import {
  chatPrompt,
  type EngineInfo,
  type GenerateRequest,
  type Preset,
  solvePrompt,
} from '../model/index.ts';
import type { Problem } from '../problem/index.ts';
import type { Variant } from './variants.ts';

/** A model that continues text writes the one language its examples are in. */
const completionLanguage = 'python';
/** What models of this size write best when the language is theirs to choose. */
const helperLanguage = 'python';

/** What one solve asks of the model unless the user says otherwise. */
export interface SolveDefaults {
  language: string;
  maxCandidates: number;
}

/** A failed program and what it failed on, for another try. */
export interface Failure {
  code: string;
  verdict: string;
  /** The smallest input known on which it fails. */
  test?: TestResult;
}

/** All that a solve may ask of the model. Without the helpers it works with what the user has. */
export interface SolveRequests {
  candidate(seed: number, variant?: Variant): GenerateRequest;
  /** Another try at a program that failed; absent for models that only continue text. */
  repair?(seed: number, failure: Failure): GenerateRequest;
  /** A brute force; every second one is asked for in other words, so that a misreading is less likely shared. */
  oracle?(seed: number, language: string, nth: number): GenerateRequest;
  generator?(seed: number, language: string): GenerateRequest;
  validator?(seed: number, language: string): GenerateRequest;
  /** The language the helpers are written in. */
  helperLanguage: string;
}

/** By these words the kind of a request can be told from its prompt, in a log or by a scripted model. */
export const asks = {
  oracle: 'Write a brute force',
  generator: 'Write a generator of test inputs',
  validator: 'Write a validator of test inputs',
  repair: 'The program below is wrong',
} as const;

/**
 * The language and budget that suit a model and a file: the language of the source file the statement stands
 * in, or else C++; many cheap attempts for a model that only continues text, few long ones for one that thinks.
 */
export function solveDefaults(preset: Preset, path?: string): SolveDefaults {
  if (preset.programs === 'few-shot') return { language: completionLanguage, maxCandidates: 96 };
  return { language: (path && languageOf(path)?.id) ?? 'cpp', maxCandidates: 8 };
}

/** On a processor many lanes together are hardly quicker than one: each program more delays all others. */
const sideBySideOnProcessor = 2;

/**
 * Answers to write side by side: all that the engine has, but few on a processor, where the first programs are the
 * sooner checked (docs/evals.md, measured). A model that is asked for candidates alone, many of them, takes all.
 */
export function suitingLanes({ backend, lanes }: EngineInfo, { oracle }: SolveRequests): number {
  return backend === 'cpu' && oracle ? Math.min(lanes, sideBySideOnProcessor) : lanes;
}

/**
 * The requests of one solve. `template` is the user's own beginning of the program, to be kept and completed.
 * @throws Error when the model cannot write `language`.
 */
export function solveRequest(options: {
  preset: Preset;
  problem: Problem;
  language: string;
  maxTokens?: number;
  template?: string;
  helperLanguage?: string;
  /** Replaces the instructions of the mode; empty: none are given. */
  instructions?: string;
}): SolveRequests {
  const { preset, problem, language, template, instructions } = options;
  if (preset.programs === 'few-shot' && language !== completionLanguage) {
    throw new Error(`${preset.title} writes Python only. Choose Python, or a larger model.`);
  }
  const { temperature, ...sampling } = preset.sampling.programming;
  const asked = (
    made: { prompt: GenerateRequest['prompt']; stop: string[] },
    seed: number,
    variant?: Variant,
  ): GenerateRequest => ({
    ...made,
    seed,
    sampling: { ...sampling, temperature: variant?.temperature ?? temperature },
    maxTokens: options.maxTokens ?? preset.maxTokens,
    thoughtBudget: preset.thoughtBudget,
    startsOver: true,
  });
  const own = template?.trim()
    ? `Keep this beginning of the program and complete it:\n${template.trim()}`
    : '';
  const program = (seed: number, written: string, hints: (string | undefined)[], variant?: Variant) => {
    const hint = hints.filter(Boolean).join('\n\n') || undefined;
    return asked(solvePrompt({ preset, problem, language: written, hint, instructions }), seed, variant);
  };
  const candidate = (seed: number, variant?: Variant) =>
    program(seed, language, [variant?.hint, own], variant);
  const helper = options.helperLanguage ?? helperLanguage;
  if (preset.programs === 'few-shot') return { candidate, helperLanguage: helper };

  const ask = (text: string, seed: number) =>
    asked(
      chatPrompt({
        preset,
        problem,
        instructions: helperInstructions,
        history: [{ role: 'user', content: text }],
      }),
      seed,
    );
  return {
    candidate,
    helperLanguage: helper,
    repair: (seed, failure) => program(seed, language, [repairHint(failure), own]),
    oracle: (seed, written, nth) => program(seed, written, [oracleHints[nth % oracleHints.length]]),
    generator: (seed, written) => ask(generatorText(written), seed),
    validator: (seed, written) => ask(validatorText(written), seed),
  };
}

const helperInstructions =
  'You prepare the tests of a programming contest. You write short programs that do exactly what is asked.';

const oracleHints = [
  `${asks.oracle}: the simplest program that is certainly right for tiny inputs, by trying everything. Speed does not matter.`,
  `${asks.oracle}. First say in your own words what every sentence of the statement demands, and check each sample by hand. Then follow the statement word by word in the program, with no clever step. Speed does not matter.`,
];

function generatorText(language: string): string {
  return `${asks.generator} for this problem in ${language}. It is called with two arguments, SEED and SIZE, and prints one valid input. With SIZE from 1 to 50 the input is small and grows with SIZE: random, often with equal or extreme values, and often of the rare kind on which a plausible wrong program fails. With SIZE 0 it is as large as the limits allow. The same SEED and SIZE always give the same input. Put the program into one code block.`;
}

function validatorText(language: string): string {
  return `${asks.validator} for this problem in ${language}. It reads an input from standard input and exits with code 0 when it obeys every rule and limit of the statement, and with code 1 when it does not. It does not solve the problem. Put the program into one code block.`;
}

/** Beyond this an input tells a model no more. */
const longestShown = 1500;

function repairHint({ code, verdict, test }: Failure): string {
  const shown = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}...` : text);
  const part = (title: string, text: string) => `${title}:\n${shown(text).trimEnd()}`;
  return [
    `${asks.repair}: its verdict is ${verdict}. Find the mistake, and write a right program.`,
    part('The program', code),
    ...(test ? [part('It fails on this input', test.test.input)] : []),
    ...(test?.test.answer !== undefined ? [part('The right answer is', test.test.answer)] : []),
    ...(test && test.verdict === 'WA' ? [part('It printed', test.stdout)] : []),
  ].join('\n\n');
}
