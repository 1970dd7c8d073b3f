import type { Command } from 'commander';
import { type JudgeEvent, openJudge, type TestResult } from '../../judge/index.ts';
import { cacheFolder } from '../../model/index.ts';
import { programFor } from '../../problem/index.ts';
import { sampleTests } from '../../solver/index.ts';
import { Exit, UsageError } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { givenProblem } from '../problemFile.ts';
import { givenSubmission } from '../submissionFile.ts';
import { paint, paintVerdict } from '../terminal/paint.ts';
import { plainText } from '../terminal/plainText.ts';
import { describeFailure } from '../terminal/showSolve.ts';

export function addJudge(program: Command): void {
  program
    .command('judge')
    .description('Judge programs on the samples of the problem in PROBLEM.')
    .argument('<problem>', 'the statement')
    .argument('<submission...>', 'source files')
    .option('--lang <id>', 'language of the programs (default: by their endings)')
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict judge examples/a-plus-b.md mine.cpp other.py')
    .action(async (path: string, files: string[], flags: { lang?: string; json?: boolean }) => {
      const signal = interruptSignal();
      const { problem } = await givenProblem(path);
      if (problem.samples.length === 0) throw new UsageError(`${path} has no samples to judge with.`);
      const submissions = await Promise.all(files.map((file) => givenSubmission(file, flags.lang)));
      await using judge = await openJudge({ cacheFolder: cacheFolder() });
      let exit: number = Exit.done;
      for (const [index, given] of submissions.entries()) {
        const whole = programFor(problem, given.source, given.language);
        if ('reason' in whole) throw new UsageError(`${files[index]}: ${whole.reason}`);
        const submission = { ...given, source: whole.program };
        const { timeLimitMs, memoryLimitMiB, checker } = problem;
        const options = { timeLimitMs, memoryLimitMiB, checker, signal };
        for await (const event of judge.judge(submission, sampleTests(problem), options)) {
          if (flags.json) process.stdout.write(`${JSON.stringify({ file: files[index], ...event })}\n`);
          else show(files[index] ?? '', event);
          if (event.type !== 'judged' || event.verdict === 'AC') continue;
          exit = event.verdict === 'JE' ? Exit.usage : Math.max(exit, Exit.notAccepted);
        }
        if (signal.aborted) break;
      }
      process.exitCode = signal.aborted ? Exit.cancelled : exit;
    });
}

function show(file: string, event: JudgeEvent): void {
  if (event.type === 'test-judged') process.stdout.write(`${testLine(event.result)}\n`);
  if (event.type !== 'judged') return;
  process.stdout.write(
    `${paintVerdict(event.verdict)} ${paint('bold', file)} ${plainText(event.reason ?? '')}\n`,
  );
  const failing = event.results.find((it) => it.verdict !== 'AC');
  if (failing) process.stdout.write(`${describeFailure(failing)}\n`);
}

function testLine(result: TestResult): string {
  const facts = [`${Math.round(result.cpuMs ?? result.wallMs)} ms`];
  if (result.memoryBytes) facts.push(`${(result.memoryBytes / 2 ** 20).toFixed(1)} MiB`);
  const reason = result.reason ? ` ${plainText(result.reason)}` : '';
  return `  ${paintVerdict(result.verdict)} ${result.test.name} ${paint('dim', facts.join(', '))}${reason}`;
}
