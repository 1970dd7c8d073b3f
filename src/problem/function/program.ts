import type { Problem } from '../problem.ts';
import { cppAfter, cppBefore, cppDesign } from './drivers/cpp.ts';
import { goAfter, goBefore, goDesign } from './drivers/go.ts';
import { javaAfter, javaBefore, javaDesign } from './drivers/java.ts';
import { javascriptAfter, javascriptBefore, javascriptDesign } from './drivers/javascript.ts';
import { pythonAfter, pythonBefore, pythonDesign } from './drivers/python.ts';
import { rustAfter, rustBefore, rustDesign } from './drivers/rust.ts';
import { type LooksAt, type Signature, signatureOf } from './signature.ts';

/** Languages a function can be judged in. */
export const functionLanguages = ['cpp', 'java', 'python', 'javascript', 'typescript', 'go', 'rust'] as const;

/**
 * The whole program to judge for a solution. A function-style solution (the problem has `function`, the code
 * no main of its own) gets a driver that reads the sample's values from standard input and prints the result;
 * any other code is returned as it is. `reason` says why none could be built and what to do.
 */
export function programFor(
  problem: Problem,
  code: string,
  languageId: string,
): { program: string } | { reason: string } {
  if (problem.function === undefined || hasMain(code, languageId)) return { program: code };
  if (isDesign(problem)) return designProgram(problem, code, languageId);
  const signature = signatureOf(code, languageId);
  if (!signature) {
    return {
      reason: `No function to call was found in this ${languageId} code. Write ${problem.function}, or a whole program that reads its input, in one of ${functionLanguages.join(', ')}.`,
    };
  }
  const program = withDriver(signature, looksAt(problem, signature), code, languageId);
  return program === undefined ? { reason: unsupported(languageId) } : { program };
}

/** A sample of more than one line is a count and that many elements of the argument; other values take one line. */
function looksAt({ samples }: Problem, { returns }: Signature): LooksAt {
  if (returns === 'void' || returns === 'None') return 'argument';
  return samples.some(({ output }) => output.trim().includes('\n')) ? 'prefix' : 'result';
}

function withDriver(
  signature: Signature,
  looksAt: LooksAt,
  code: string,
  languageId: string,
): string | undefined {
  switch (languageId) {
    case 'python':
      return pythonBefore + code + pythonAfter(signature, looksAt);
    case 'cpp':
      return cppBefore(code) + code + cppAfter(signature, looksAt);
    case 'java':
      return javaBefore + hiddenClass(code, 'Solution') + javaAfter(signature, code, looksAt);
    case 'javascript':
      return javascriptBefore(false) + code + javascriptAfter(signature, looksAt, false);
    case 'typescript':
      return javascriptBefore(true) + code + javascriptAfter(signature, looksAt, true);
    case 'go':
      return goBefore(code) + withoutPackage(code) + goAfter(signature, code, looksAt);
    case 'rust':
      return rustBefore(code) + code + rustAfter(signature, looksAt);
    default:
      return undefined;
  }
}

function designProgram(
  problem: Problem,
  code: string,
  languageId: string,
): { program: string } | { reason: string } {
  const className = /^\["([A-Za-z_]\w{0,60})"/.exec(problem.samples[0]?.input ?? '')?.[1] ?? '';
  if (languageId === 'python') return { program: pythonBefore + code + pythonDesign };
  if (languageId === 'javascript' || languageId === 'typescript') {
    const typed = languageId === 'typescript';
    return { program: javascriptBefore(typed) + code + javascriptDesign(className, typed) };
  }
  if (languageId === 'cpp') return { program: cppBefore(code) + code + cppDesign(className, code) };
  if (languageId === 'java') return { program: javaBefore + hiddenClass(code, className) + javaDesign(code) };
  if (languageId === 'go') return { program: goBefore(code) + withoutPackage(code) + goDesign(code) };
  if (languageId === 'rust') return { program: rustBefore(code) + code + rustDesign(className, code) };
  return { reason: unsupported(languageId) };
}

/** Java's only public class is the driver's. */
function hiddenClass(code: string, className: string): string {
  return code.replace(new RegExp(`\\bpublic\\s+class\\s+${className}\\b`), `class ${className}`);
}

function withoutPackage(code: string): string {
  return code.replace(/^\s*package\s+\w+\s*$/m, '');
}

/** True when the samples are operations on a class that is to be written. */
function isDesign(problem: Problem): boolean {
  return problem.samples.every(
    (sample) => /^\["[A-Za-z_]\w*"/.test(sample.input) && /\n\[\[/.test(sample.input),
  );
}

function unsupported(languageId: string): string {
  return `Functions can be judged in ${functionLanguages.join(', ')}, not in ${languageId}. Choose one of these or write a whole program.`;
}

const mains: Record<string, RegExp> = {
  python: /\binput\s*\(\s*\)|\bsys\.stdin\b|\bopen\s*\(\s*0\b/,
  cpp: /\bint\s+main\s*\(/,
  c: /\bint\s+main\s*\(/,
  java: /\bstatic\s+(?:final\s+)?void\s+main\s*\(/,
  javascript: /\bprocess\.stdin\b|readFileSync\s*\(\s*(?:0|['"]\/dev\/stdin)|\breadline\b/,
  typescript: /\bprocess\.stdin\b|readFileSync\s*\(\s*(?:0|['"]\/dev\/stdin)|\breadline\b/,
  go: /^func\s+main\s*\(/m,
  rust: /\bfn\s+main\s*\(/,
};

/** True when the code is a whole program already. */
function hasMain(code: string, languageId: string): boolean {
  return mains[languageId]?.test(code) ?? false;
}
