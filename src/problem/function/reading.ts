import type { Problem, Sample } from '../problem.ts';
import { type Signature, signatureOf } from './signature.ts';
import { assignmentsOf, canonicalValue, partsOf, typeOfValue } from './value.ts';

/**
 * Makes a function-style problem judgeable: when every sample is `name = value, ...`, inputs become one
 * canonical value a line (in the order of the parameters) and outputs one value, which the drivers read and
 * write; `function` says what is to be written. Other problems are returned as they are.
 */
export function withFunction(problem: Problem): Problem {
  const samples: Sample[] = [];
  let parameters: { name: string; type: string }[] | undefined;
  let returns = 'void';
  for (const sample of problem.samples) {
    const given = assignmentsOf(sample.input);
    const kept = keptOf(sample.output);
    const output = kept?.join('\n') ?? canonicalValue(sample.output);
    if (given && output !== undefined) {
      parameters ??= given.map(({ name, value }) => ({ name, type: typeOfValue(value) }));
      returns = kept ? 'int' : typeOfValue(output);
      samples.push({ ...sample, input: lines(given.map(({ value }) => value)), output: `${output}\n` });
      continue;
    }
    const operations = operationsOf(sample.input);
    if (!operations || output === undefined) return problem;
    samples.push({ ...sample, input: lines(operations), output: `${output}\n` });
  }
  if (samples.length === 0) return problem;
  const { checker, ...rest } = problem;
  const linesTell = samples.some(({ output }) => output.trim().includes('\n'));
  const inAnyOrder = checker?.kind === 'unordered' && !linesTell;
  const decimals = samples.some((sample) => /\d\.\d/.test(sample.output)) && checker === undefined;
  return {
    ...rest,
    samples,
    function:
      described(problem.statement) ??
      (parameters
        ? `(${parameters.map(({ name, type }) => `${name}: ${type}`).join(', ')}): ${returns}`
        : 'class'),
    ...(decimals
      ? { checker: { kind: 'float', absolute: 1e-5 } }
      : checker && !inAnyOrder
        ? { checker }
        : {}),
    ...(inAnyOrder ? { anyAnswer: true } : {}),
  };
}

/**
 * What a function returns that keeps the first elements of its argument: their count and themselves, a line each.
 * Written as "2, nums = [1,2,_]" or "Return 2, and the first 2 ... should be: [1,2]".
 */
function keptOf(output: string): string[] | undefined {
  const text = output.trim().replace(/\s*\n\s*/g, ' ');
  const [, count, list = ''] =
    /^(?:return )?(\d{1,7}), ?(?:[A-Za-z_]\w{0,40} ?= ?|[^[\]]{1,120}: ?)(\[.*\])$/i.exec(text) ?? [];
  const values = canonicalValue(
    list.replace(/(?:[[,] ?_ ?)+(?=\]$)/, (blanks) => (blanks[0] === '[' ? '[' : '')),
  );
  const elements = values && partsOf(values.slice(1, -1));
  return elements && elements.length === Number(count) ? [String(count), ...elements] : undefined;
}

/** The problem with its function named, when the code below the statement has one of the samples' parameters. */
export function withNamedFunction(problem: Problem, code: string, languageId: string): Problem {
  const parameters = /^\((.*)\)/.exec(problem.function ?? '')?.[1];
  if (parameters === undefined) return problem;
  const signature = signatureOf(code.slice(0, 100_000), languageId);
  const names = parameters.split(', ').map((parameter) => parameter.split(':')[0]);
  const isSame = signature?.parameters.map(({ name }) => name).join() === names.join();
  return signature && isSame ? { ...problem, function: spelled(signature) } : problem;
}

/** A class to be designed is tested by two lists: the operations' names and their arguments. */
function operationsOf(input: string): string[] | undefined {
  const [names = '', values = '', ...more] = input.trim().split('\n');
  if (more.length > 0) return undefined;
  const [operations, parameters] = [canonicalValue(names), canonicalValue(values)];
  if (!operations?.startsWith('["') || !parameters?.startsWith('[[')) return undefined;
  return [operations, parameters];
}

function lines(values: string[]): string {
  return values.map((value) => `${value}\n`).join('');
}

/** The signature the statement itself shows in a code block or line, in its own language's words. */
function described(statement: string): string | undefined {
  const code = statement.slice(0, 100_000).replace(/^[ \t]*[`~]{3,}.*$/gm, '');
  for (const languageId of ['python', 'rust', 'go', 'java', 'cpp', 'typescript', 'javascript']) {
    const signature = signatureOf(code, languageId);
    if (signature) return spelled(signature);
  }
  return undefined;
}

function spelled(signature: Signature): string {
  const parameters = signature.parameters.map(({ name, type }) => (type === '' ? name : `${name}: ${type}`));
  return `${signature.name}(${parameters.join(', ')})${signature.returns === '' ? '' : `: ${signature.returns}`}`;
}
