import { claimsPrompt, type Engine, type Preset } from '../../model/index.ts';
import type { Problem } from '../../problem/index.ts';
import { requestFor } from '../request.ts';

/** A claim that a solution rests on, and whether the model, asked again, finds it right. */
export interface JudgedClaim {
  claim: string;
  right: boolean;
}

export interface ClaimsOptions {
  engine: Engine;
  preset: Preset;
  problem: Problem;
  /** The answer of an attempt, without its thoughts. */
  solution: string;
  /** Claims that are asked for. */
  count: number;
  seed: number;
  maxTokens?: number;
  signal?: AbortSignal;
}

/**
 * Lets the model name the claims a solution stands on, and judge each (claim-level reliability, VibeThinker-3B
 * technical report; `reliabilityOf` makes a number of it). What it leaves undecided counts as wrong. Undefined when
 * it was stopped. Throws what the engine throws.
 */
export async function judgeClaims(
  options: ClaimsOptions,
): Promise<{ claims: JudgedClaim[]; tokens: number } | undefined> {
  const { engine, preset, problem, solution, count, seed, maxTokens, signal } = options;
  const request = requestFor(preset, 'maths', claimsPrompt({ preset, problem, solution, count }), seed);
  let text = '';
  for await (const event of engine.generate(
    { ...request, maxTokens: maxTokens ?? request.maxTokens },
    signal,
  )) {
    if (event.type === 'text' && event.channel === 'answer') text += event.text;
    if (event.type !== 'ended') continue;
    if (event.reason === 'aborted') return undefined;
    return { claims: claimsIn(text, count), tokens: event.tokens };
  }
  return undefined;
}

/** "Claim 1: ..." and, somewhere before the next, "Verdict: right"; a number that comes again is not counted again. */
function claimsIn(text: string, count: number): JudgedClaim[] {
  const parts = text.split(/^[ \t*#-]*Claim[ \t]+(\d{1,2})[ \t*]*:/im);
  const claims = new Map<number, JudgedClaim>();
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const number = Number(parts[at]);
    const [claim = '', verdict = ''] = (parts[at + 1] ?? '').split(/\bVerdict[ \t*]*:/i);
    if (number < 1 || number > count || claims.has(number)) continue;
    claims.set(number, {
      claim: claim.replace(/^[\s*]+|[\s*]+$/g, ''),
      right: /^\W*right\b/i.test(verdict),
    });
  }
  return [...claims.values()];
}
