import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import { explainInMarkdown } from '../../coach/index.ts';
import { describeEvidence, emptySolve, foldSolve, type SolveState } from '../../solver/index.ts';
import { ApiError } from '../api-error.ts';
import {
  ComplexityBody,
  ExplainBody,
  ExplainProgramBody,
  GradeBody,
  HintsBody,
  JudgeBody,
  MathsBody,
  ProofBody,
  ReviewBody,
  SolveBody,
  StressBody,
} from '../protocol.ts';
import {
  answering,
  explaining,
  explainingProgram,
  grading,
  hinting,
  judging,
  proofGrading,
  reviewing,
  solving,
  stressing,
  timing,
} from '../rooms/work.ts';
import type { Served } from '../served.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Tells the caller how far it is, where it asked for that. */
type Tell = (progress: number, total?: number, message?: string) => Promise<void>;

/**
 * Verdict's tools for another agent: judge, stress, solve, review, grade, complexity, explain,
 * explain_program, hint, maths, proof. `client` is who pays for the turns.
 * Every call can be cancelled; what goes wrong is an answer with `isError` that says what to do.
 */
export function mcpServer(served: Served, client: string, version: string): McpServer {
  const server = new McpServer({ name: 'verdict', version });
  const { judge, stress, solve, explain, hint, review, complexity, maths, proof } = descriptions;
  const { grade, explainProgram } = descriptions;

  if (served.runsPrograms) {
    server.registerTool('judge', { description: judge, inputSchema: JudgeBody.shape }, (body, extra) =>
      answered(served, client, ['judge'], extra, async (tell) => {
        let done = 0;
        for await (const event of judging(served, client, body, extra.signal)) {
          if (event.type === 'test-judged') await tell(++done, undefined, event.result.verdict);
          if (event.type === 'judged') return result(event, `${event.verdict} ${event.reason ?? ''}`.trim());
        }
        throw new Error('The judge ended without a verdict.');
      }),
    );

    server.registerTool('stress', { description: stress, inputSchema: StressBody.shape }, (body, extra) =>
      answered(served, client, ['judge'], extra, async (tell) => {
        for await (const event of stressing(served, client, body, extra.signal)) {
          if (event.type === 'stress-progress') await tell(event.cases, event.total);
          if (event.type !== 'stress-ended') continue;
          const words =
            event.verdict === 'AC'
              ? `No difference in ${event.cases} cases.`
              : `${event.verdict} ${event.reason ?? ''}`;
          return result(event, words.trim());
        }
        throw new Error('The stress test ended without a verdict.');
      }),
    );

    server.registerTool('solve', { description: solve, inputSchema: SolveBody.shape }, (body, extra) =>
      answered(served, client, ['model', 'judge'], extra, async (tell) => {
        let state = emptySolve;
        let told = 0;
        for await (const event of await solving(served, client, body, extra.signal)) {
          state = foldSolve(state, event);
          if (event.type === 'candidate-ended')
            await tell(
              ++told,
              state.maxCandidates,
              `candidate ${event.candidate}: ${event.verdict ?? event.outcome}`,
            );
        }
        return solved(state);
      }),
    );

    server.registerTool('review', { description: review, inputSchema: ReviewBody.shape }, (body, extra) =>
      answered(served, client, ['judge'], extra, async (tell) => {
        const events: { type: string }[] = [];
        let found = 0;
        for await (const event of await reviewing(served, client, body, extra.signal)) {
          if (event.type === 'review-text') continue;
          events.push(event);
          if (event.type === 'review-found') await tell(++found, undefined, event.finding.message);
          if (event.type === 'review-ended')
            return result({ events }, `${event.reason}\nChecked: ${event.checked}`);
        }
        throw new Error('The review ended without a result.');
      }),
    );

    server.registerTool('grade', { description: grade, inputSchema: GradeBody.shape }, (body, extra) =>
      answered(served, client, ['judge'], extra, async (tell) => {
        for await (const event of await grading(served, client, body, extra.signal)) {
          if (event.type === 'grade-judged')
            await tell(
              event.done,
              event.total,
              `${event.row.file}: ${event.row.verdict ?? event.row.reason}`,
            );
          if (event.type !== 'grade-ended') continue;
          const accepted = event.rows.filter(({ verdict }) => verdict === 'AC').length;
          return result(event, `${accepted} of ${event.rows.length} accepted. ${event.reason ?? ''}`.trim());
        }
        throw new Error('The grading ended without a result.');
      }),
    );

    server.registerTool(
      'complexity',
      { description: complexity, inputSchema: ComplexityBody.shape },
      (body, extra) =>
        answered(served, client, ['judge'], extra, async (tell) => {
          let measured = 0;
          for await (const event of timing(served, client, body, extra.signal)) {
            if (event.type === 'complexity-measured') await tell(++measured);
            if (event.type === 'complexity-ended') return result(event, event.reason);
          }
          throw new Error('The measurement ended without a result.');
        }),
    );
  }

  server.registerTool('explain', { description: explain, inputSchema: ExplainBody.shape }, (body, extra) =>
    answered(served, client, ['model'], extra, async (tell) => {
      let answer = '';
      for await (const event of await explaining(served, client, body, extra.signal)) {
        answer += explainInMarkdown(event) ?? '';
        if (event.type === 'explain-text' && event.tokens % 16 === 0) await tell(event.tokens);
      }
      return { content: [{ type: 'text', text: answer.trim() }] };
    }),
  );

  const asked = { description: explainProgram, inputSchema: ExplainProgramBody.shape };
  server.registerTool('explain_program', asked, (body, extra) =>
    answered(served, client, ['model'], extra, async (tell) => {
      let answer = '';
      for await (const event of await explainingProgram(served, client, body, extra.signal)) {
        if (event.type !== 'text') continue;
        if (event.channel === 'answer') answer += event.text;
        if (event.tokens % 16 === 0) await tell(event.tokens);
      }
      return {
        content: [{ type: 'text', text: `${answer.trim()}\n\nThe words of the model: not checked.` }],
      };
    }),
  );

  server.registerTool('hint', { description: hint, inputSchema: HintsBody.shape }, (body, extra) =>
    answered(served, client, ['model'], extra, async (tell) => {
      const hints = await hinting(served, client, body, extra.signal, (tokens) => void tell(tokens));
      const words = hints.map(
        ({ level, text, withheld }) => `Hint ${level}: ${text ?? `withheld, ${withheld}`}`,
      );
      return result({ hints }, words.join('\n\n'));
    }),
  );

  server.registerTool('maths', { description: maths, inputSchema: MathsBody.shape }, (body, extra) =>
    answered(served, client, ['model'], extra, async (tell) => {
      let attempts = 0;
      for await (const event of await answering(served, client, body, extra.signal)) {
        if (event.type === 'maths-answered') await tell(++attempts, body.attempts ?? 4);
        if (event.type !== 'maths-ended') continue;
        const answer = event.answer === undefined ? [] : [`Answer: ${event.answer}`];
        return result(event, [...answer, event.reason].join('\n'));
      }
      throw new Error('The attempts ended without a result.');
    }),
  );

  server.registerTool('proof', { description: proof, inputSchema: ProofBody.shape }, (body, extra) =>
    answered(served, client, ['model'], extra, async (tell) => {
      for await (const event of proofGrading(served, client, body, extra.signal)) {
        if (event.type === 'proof-text' && event.tokens % 16 === 0) await tell(event.tokens);
        if (event.type === 'proof-ended') return result(event, event.reason);
      }
      throw new Error('The grading ended without a result.');
    }),
  );
  return server;
}

const descriptions = {
  judge:
    'Compiles a program and runs it on tests or on the samples of a statement. Gives the verdict with its reason.',
  stress:
    'Looks for a small input on which a program differs from an oracle (a slow program that is surely right); inputs come from a generator program called as GENERATOR SEED SIZE.',
  solve:
    'Lets a local model write programs for a problem and judges each. Gives the program with what it was checked against, or says that none held.',
  review:
    'Looks for what is wrong with a program: samples, stress against an oracle, sanitizers, large inputs.',
  complexity:
    'Estimates how the time of a program grows, from timed runs on growing inputs, with what the timings do not exclude.',
  explain:
    'Lets a local model explain a problem in sections. Says which parts were computed or checked; the rest is its word.',
  grade:
    'Judges many programs for one problem. Gives a row for each, with its verdict, score and the smallest input it fails at.',
  explainProgram: 'Lets a local model explain a program, with or without the statement of its problem.',
  hint: 'Lets a local model give hints for a problem up to a level (1 restates it, 5 is pseudo-code), without code. One that gives away a later level is withheld.',
  maths:
    'Lets a local model answer a mathematics problem in several attempts. Gives the answer most of them come to, and how many agree.',
  proof:
    'Lets a local model look for the points of a rubric in a proof, each with the sentence it rests on. A proposal: a teacher confirms it.',
};

async function answered(
  served: Served,
  client: string,
  places: ('model' | 'judge')[],
  extra: Extra,
  work: (tell: Tell) => Promise<CallToolResult>,
): Promise<CallToolResult> {
  const taken: Disposable[] = [];
  const progressToken = extra._meta?.progressToken;
  let last = 0;
  const tell: Tell = async (progress, total, message) => {
    if (progressToken === undefined || progress <= last) return;
    last = progress;
    const params = {
      progressToken,
      progress,
      ...(total !== undefined && { total }),
      ...(message !== undefined && { message }),
    };
    await extra.sendNotification({ method: 'notifications/progress', params });
  };
  try {
    for (const place of places)
      taken.push(place === 'model' ? served.enterModel(client) : served.enterJudge(client));
    return await work(tell);
  } catch (error) {
    return { isError: true, content: [{ type: 'text', text: ApiError.of(error).message }] };
  } finally {
    for (const place of taken) place[Symbol.dispose]();
  }
}

function result(event: object, words: string): CallToolResult {
  return { content: [{ type: 'text', text: words }], structuredContent: { ...event } };
}

function solved(state: SolveState): CallToolResult {
  const best = state.candidates.find(({ number }) => number === state.best);
  const evidence = state.evidence ? describeEvidence(state.evidence) : 'not checked';
  const holds = state.outcome === 'solved' && best?.code !== undefined;
  const words = holds
    ? `Checked against: ${evidence}.\n\n\`\`\`${state.language}\n${best.code?.trimEnd()}\n\`\`\``
    : `${state.reason ?? 'Nothing held.'} Nothing is offered.`;
  return {
    content: [{ type: 'text', text: words }],
    structuredContent: {
      outcome: state.outcome,
      reason: state.reason,
      evidence: state.evidence,
      // A program that failed is never handed over as if it were an answer.
      ...(holds && { language: state.language, code: best.code }),
      candidates: state.candidates.map(({ number, verdict, outcome, reason }) => ({
        number,
        verdict,
        outcome,
        reason,
      })),
    },
  };
}
