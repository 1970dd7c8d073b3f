import type { Command } from 'commander';
import type { JudgeEvent, JudgeOptions, Test, TestResult } from '../../judge/index.ts';
import { type Problem, programFor } from '../../problem/index.ts';
import { limitsOf, unjudgeable } from '../../solver/index.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { addConfigOption, judgeGiven } from '../judging.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { paint, paintVerdict } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { describeFailure } from '../terminal/showSolve.ts';
import { testsFor } from '../tests.ts';

export function addJudge(program: Command): void {
  addConfigOption(program.command('judge'))
    .description('Judge programs on the tests of the problem in PROBLEM.')
    .argument('<problem>', 'a statement (its samples and kept tests), or a problem package (all its tests)')
    .argument('<submission...>', 'source files')
    .option('--lang <id>', 'language of the programs (default: by their endings)')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict judge examples/a-plus-b.md mine.cpp other.py')
    .action(judgeFiles);
}

interface JudgeFlags {
  lang?: string;
  json?: boolean;
  config?: string;
}

async function judgeFiles(path: string, files: string[], flags: JudgeFlags): Promise<void> {
  const signal = interruptSignal();
  const { problem } = await givenProblem(path);
  await using judge = await judgeGiven(flags.config);
  const given = await Promise.all(files.map((file) => givenSubmission(judge, file, flags.lang)));
  let exit: number = Exit.done;
  for (const [index, { source, language }] of given.entries()) {
    const file = files[index] ?? '';
    const tests = await testsFor(path, problem, file);
    if (tests.length === 0)
      throw new UsageError(`${path} has no samples, and no test was kept beside it or beside ${file}.`);
    const whole = programFor(problem, source, language);
    if ('reason' in whole) throw new UsageError(`${file}: ${whole.reason}`);
    const options = { ...judgeOptionsOf(path, problem), signal };
    const show = flags.json ? undefined : shownInOrder(file, tests);
    for await (const event of judge.judge({ language, source: whole.program }, tests, options)) {
      if (show) show(event);
      else process.stdout.write(`${JSON.stringify({ file, ...event })}\n`);
      if (event.type !== 'judged' || event.verdict === 'AC') continue;
      exit = event.verdict === 'JE' ? Exit.usage : Math.max(exit, Exit.notAccepted);
    }
    if (signal.aborted) break;
  }
  process.exitCode = signal.aborted ? Exit.cancelled : exit;
}

/** In an interactive problem the checking program talks to the submission. */
function judgeOptionsOf(path: string, problem: Problem): JudgeOptions {
  const options = limitsOf(problem);
  if (problem.interactive && !options.interactor)
    throw new UsageError(
      `${path} is interactive, and only its interactor can judge it. Give the problem package, with the interactor in output_validators/.`,
    );
  const why = unjudgeable(problem);
  if (why) process.stderr.write(`${why} WA says only that the output is not the one of the statement.\n`);
  return options;
}

/** Shows the events of one program; the lines of tests in the tests' order, however they end. */
function shownInOrder(file: string, tests: Test[]): (event: JudgeEvent) => void {
  const line = (text: string) => process.stdout.write(`${text}\n`);
  const ended = new Map<string, TestResult>();
  let next = 0;
  return (event) => {
    if (event.type === 'compiled' && event.timeLimitMs !== undefined)
      line(paint('dim', `  ${plainText(file)}: time limit stretched to ${event.timeLimitMs} ms`));
    if (event.type === 'test-judged') {
      ended.set(event.result.test.name, event.result);
      for (
        let result = ended.get(tests[next]?.name ?? '');
        result;
        result = ended.get(tests[++next]?.name ?? '')
      ) {
        line(testLine(result));
      }
    }
    if (event.type !== 'judged') return;
    line(`${paintVerdict(event.verdict)} ${paint('bold', plainText(file))} ${plainText(event.reason ?? '')}`);
    const failing = event.results.find(({ verdict }) => verdict !== 'AC');
    if (failing) line(describeFailure(failing));
  };
}

function testLine(result: TestResult): string {
  const facts = [`${Math.round(result.cpuMs ?? result.wallMs)} ms`];
  if (result.memoryBytes) facts.push(`${(result.memoryBytes / 2 ** 20).toFixed(1)} MiB`);
  const reason = result.reason ? ` ${plainText(result.reason)}` : '';
  return `  ${paintVerdict(result.verdict)} ${result.test.name} ${paint('dim', facts.join(', '))}${reason}`;
}
