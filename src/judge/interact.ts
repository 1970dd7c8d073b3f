import type { Built } from './builds.ts';
import type { CheckingProgram } from './checkers/checking-program.ts';
import type { Finding } from './checkers/compare.ts';
import { JudgeError } from './errors.ts';
import { launchOf } from './execute.ts';
import type { Limits } from './limits.ts';
import type { Conversation, Launcher } from './process/launch.ts';
import { judgeEnd } from './run-end.ts';
import type { Test, TestResult, Verdict } from './verdict.ts';

/**
 * Runs a submission against an interactor. Who ended first decides who is asked: an interactor that has given
 * its verdict is right whatever the submission does afterwards, a submission that crashes or hangs before that
 * is judged by its own end.
 */
export async function interact(
  launcher: Launcher,
  built: Built,
  interactor: CheckingProgram,
  test: Test,
  options: { limits: Required<Limits>; args?: string[]; signal?: AbortSignal },
): Promise<{ result: TestResult; tout: string }> {
  const { limits } = options;
  const program = launchOf(built, '', limits, options);
  const texts = { input: test.input, answer: test.answer ?? '' };
  const conversation = await launcher.converse(
    program,
    interactor.interaction(texts, program.caps.wallMs),
    options.signal,
  );
  const { stdout, stderr, files: _, stopped: __, ...measured } = conversation.program;
  const judged = judgeConversation(conversation, interactor, limits);
  const result: TestResult = {
    test,
    ...measured,
    ...judged,
    stdout: stdout.toString('utf8'),
    stderr: stderr.toString('utf8'),
    transcript: conversation.transcript.map(({ by, bytes }) => ({ by, text: bytes.toString('utf8') })),
  };
  return { result, tout: conversation.interactor.files['output.txt']?.toString('utf8') ?? '' };
}

function judgeConversation(
  { program, interactor: ended, first, unread }: Conversation,
  interactor: CheckingProgram,
  limits: Required<Limits>,
): { verdict: Verdict; reason?: string; score?: number } {
  const own = judgeEnd(program, limits);
  const idle = program.stopped === 'wall' && (program.cpuMs ?? 0) < limits.timeLimitMs;
  let finding: Finding | undefined;
  let failure: unknown;
  try {
    finding = interactor.findingOf(ended);
  } catch (error) {
    failure = error;
  }
  const spoke = first === 'interactor' && finding !== undefined;
  if (spoke && finding && finding.verdict !== 'AC') return finding;
  if (idle) {
    return {
      verdict: 'TLE',
      reason: `both sides wait for each other after ${(program.wallMs / 1000).toFixed(2)} s: the output may not be flushed, or one more line is read than is sent`,
    };
  }
  if (program.stopped === 'cancelled' && finding?.verdict === 'AC') {
    return { verdict: 'TLE', reason: 'the program did not end after the interaction was over' };
  }
  if (own.verdict !== 'AC' && !(program.stopped === 'cancelled')) return own;
  if (!finding) throw failure ?? new JudgeError('interactor-failed', 'The interactor gave no verdict.');
  if (finding.verdict !== 'AC') {
    const early = first === 'program' ? 'the program ended before the interaction was over' : undefined;
    return { ...finding, reason: [early, finding.reason].filter(Boolean).join(': ') };
  }
  const extra = unread.toString('utf8').trim();
  if (extra !== '')
    return { verdict: 'WA', reason: `output after the end of the interaction: ${extra.slice(0, 60)}` };
  return finding;
}
