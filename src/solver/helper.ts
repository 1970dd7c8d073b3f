import { approves, type Judge, type Submission } from '../judge/index.ts';
import type { Engine, GenerateRequest } from '../model/index.ts';
import type { Problem } from '../problem/index.ts';
import type { HelperRole, SolveEvent } from './events.ts';
import { answerTo } from './generation.ts';
import { checkOracle } from './oracle.ts';
import { programIn } from './programs.ts';
import { unjudgeable } from './samples.ts';

/** A helper as it is asked for. */
export interface HelperAsking {
  number: number;
  role: HelperRole;
  request: GenerateRequest;
  language: string;
  /** In words that fit "generated cases against ...": "a brute force by the model". */
  name: string;
}

/** Tokens between two words on how far it is. */
const toldEvery = 50;

/** A program to check others with, and the tokens it took. */
export interface Helped {
  program: Submission;
  tokens: number;
}

/**
 * One oracle, generator or validator from the model, checked before anyone relies on it: an oracle must pass the
 * samples, a validator must accept their inputs, a generator must run. Undefined when it cannot be used.
 */
export async function help(
  asking: HelperAsking,
  work: {
    problem: Problem;
    engine: Engine;
    judge: Judge;
    emit(event: SolveEvent): void;
    answered(): void;
  },
  signal: AbortSignal,
): Promise<Helped | undefined> {
  const { number: helper, role, request, language } = asking;
  const { emit, problem } = work;
  const end = (usable: boolean, reason: string) => {
    emit({ type: 'helper-ended', helper, usable, reason });
    if (role === 'oracle') emit({ type: 'oracle-checked', usable, reason });
  };
  let answered = false;
  try {
    emit({ type: 'helper-started', helper, role, seed: request.seed });
    let told = 0;
    for await (const event of answerTo(work.engine, request, signal)) {
      if (event.type === 'text' && event.tokens >= told + toldEvery) {
        told = event.tokens;
        emit({ type: 'helper-writing', helper, tokens: told });
      }
      if (event.type !== 'answered') continue;
      const { finish, tokens, ms, text } = event;
      // A generator or validator is a whole program, whatever the problem's own style.
      const { function: style, ...plain } = problem;
      const found = programIn(text, role === 'oracle' && style ? problem : plain, language);
      emit({ type: 'helper-answered', helper, role, finish, tokens, ms, code: found.code });
      answered = true;
      work.answered();
      if (finish === 'aborted') {
        end(false, 'stopped');
        return undefined;
      }
      if ('reason' in found) {
        end(false, `${asking.name}: ${found.reason}`);
        return undefined;
      }
      const program = { language, source: found.program };
      const checked = await checkHelper(asking, program, problem, work.judge, signal);
      end(checked.usable, checked.reason);
      return checked.usable ? { program, tokens } : undefined;
    }
  } catch (error) {
    end(false, signal.aborted ? 'stopped' : error instanceof Error ? error.message : String(error));
  } finally {
    if (!answered) work.answered();
  }
  return undefined;
}

async function checkHelper(
  { role, name }: HelperAsking,
  program: Submission,
  problem: Problem,
  judge: Judge,
  signal: AbortSignal,
): Promise<{ usable: boolean; reason: string }> {
  if (role === 'oracle') {
    const impossible = unjudgeable(problem);
    if (impossible) return { usable: false, reason: `${name} is not used: ${impossible}` };
    return checkOracle({ oracle: program, origin: name }, problem, judge, signal);
  }
  const inputs = role === 'validator' ? problem.samples.map(({ input }) => input) : [''];
  for (const input of inputs) {
    const args = role === 'generator' ? ['1', '3'] : [];
    const limits = { timeLimitMs: 10_000, memoryLimitMiB: 2048 };
    const result = await judge.run(program, input, { limits, args, signal });
    const { verdict, stdout, reason } = result;
    if (role === 'validator' ? approves(result) : verdict === 'AC' && stdout !== '') continue;
    const what = role === 'validator' ? 'it refuses a sample' : 'it prints no input';
    return { usable: false, reason: `${name} is not used: ${what} (${reason ?? verdict})` };
  }
  return { usable: true, reason: `${name} ${role === 'validator' ? 'accepts the samples' : 'works'}` };
}
