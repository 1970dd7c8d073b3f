import { isProblem, type Problem, readProblem } from '../../problem/index.ts';

/** What a mathematics problem asks for: a value, or a proof. */
export type MathsKind = 'answer' | 'proof';

/** Longer than any statement that is read as mathematics, in characters. */
const longest = 100_000;

/** Words of tasks for a program, in the languages statements are read in. */
const programming =
  /\b(?:print|prints|output|outputs|stdin|stdout|standard input|programs?|input (?:line|file|contains)|(?:first|second|next) line|read (?:from|an?|the|two|n)|returns?|function signature|array|nums|test cases?|time limit)\b|输出|輸出|输入|輸入|程序|выведите|вывод|出力|入力|출력|입력|imprime|imprima|programa|affichez|programme|ausgabe/i;
const asksForProof =
  /\b(?:prove|show that|demonstrate that|disprove)\b|证明|證明|докажите|доказать|証明|증명|demuestr|demostrar|démontre|montre[rz]? que|prove que|beweise|zeigen? (?:sie|man),? dass/i;
const asksForAnswer =
  /\b(?:find|compute|evaluate|determine|calculate|what is|what are|how many|how much|solve|simplify|factor|expand|express|for (?:which|what)|in how many ways|integrate|differentiate)\b|求|计算|計算|解方程|解不等式|多少|化简|найдите|вычислите|сколько|решите|определите|구하|计|calcul|halla|cuánt|encuentra|resuelv|trouve|combien|résou|berechne|bestimme|wie viele|quant[oa]s|determine/i;
const formula = /[=<>^√π∑∫≤≥±∞]|\\[a-z]{2,}|\$[^$]+\$|\d/i;
const mathsWords =
  /\b(?:integers?|numbers?|primes?|triangle|circle|square|angle|polynomial|probability|equation|function|sequence|sum|product|divisors?|digits?|roots?|real|complex|matrix|limit|integral|derivative|ways|area|perimeter|volume|median|mean|ratio|percent)\b|数|方程|三角|函数|概率|多项式|числ|треугольник|уравнени|число|número|triáng|ecuaci|nombre|équation|zahl|dreieck|gleichung/i;

/** What a text lacks in which `mathsProblem` found nothing, for a person. */
export const noMathsProblem =
  'does not read like a mathematics problem: it must ask for a value or a proof, without input and output.';

/**
 * The mathematics problem in a text, and whether a proof is asked for; undefined when the text has input and
 * output, speaks of programs, or asks nothing of mathematics.
 */
export function mathsProblem(text: string): { problem: Problem; kind: MathsKind } | undefined {
  const statement = text.trim();
  if (statement === '' || statement.length > longest || statement.slice(0, 8192).includes('\0'))
    return undefined;
  const reading = readProblem(text);
  if (isProblem(reading)) {
    const { samples, inputFormat, outputFormat, interactive, timeLimitMs } = reading.problem;
    if (
      samples.length > 0 ||
      inputFormat ||
      outputFormat ||
      interactive ||
      timeLimitMs ||
      reading.problem.function
    )
      return undefined;
  }
  if (programming.test(statement) || !(formula.test(statement) || mathsWords.test(statement)))
    return undefined;
  const kind = asksForProof.test(statement) ? 'proof' : asksForAnswer.test(statement) ? 'answer' : undefined;
  if (!kind) return undefined;
  const title = /^#\s+(.{1,120})$/m.exec(statement)?.[1]?.trim();
  return { problem: { statement, samples: [], ...(title && { title }) }, kind };
}
