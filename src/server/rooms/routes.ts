import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import {
  ComplexityEvent,
  chatReply,
  ExplainEvent,
  GradeEvent,
  MathsEvent,
  ProofEvent,
  ReviewEvent,
} from '../../coach/index.ts';
import { JudgeEvent, StressEvent } from '../../judge/index.ts';
import { GenerateEvent } from '../../model/index.ts';
import { SolveEvent } from '../../solver/index.ts';
import { type AskOptions, answerPost } from '../ask.ts';
import type { Env } from '../env.ts';
import { eventStream } from '../event-stream.ts';
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
  TalkBody,
} from '../protocol.ts';
import type { Served } from '../served.ts';
import type { PastSolves } from './past-solves.ts';
import { problemSent } from './problem.ts';
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
} from './work.ts';

/** What the rooms do, each as a stream of its own events. */
export function addRoomRoutes(app: OpenAPIHono<Env>, served: Served, past: PastSolves): void {
  const streams = (schema: z.ZodType) => ({
    tag: 'Verdict',
    answer: { type: 'text/event-stream', schema },
  });
  const described = <Body>(options: AskOptions<Body>) => options;

  answerPost(
    app,
    served,
    described({
      ...streams(SolveEvent),
      path: '/v1/solve',
      summary: 'Solve a problem: every candidate is judged',
      description: 'The header x-verdict-solve names the solve, for GET /v1/solves/{id}.',
      body: SolveBody,
      places: ['model', 'judge'],
    }),
    async ({ body, client, signal, end }) => {
      const events = await solving(served, client, body, signal);
      const { id, recorded } = past.record(events);
      return eventStream(recorded, end, undefined, { headers: { 'x-verdict-solve': id } });
    },
  );

  answerPost(
    app,
    served,
    described({
      ...streams(JudgeEvent),
      path: '/v1/judge',
      summary: 'Judge a program on tests, or on the samples of a statement',
      body: JudgeBody,
      places: ['judge'],
    }),
    async ({ body, client, signal, end }) => eventStream(judging(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(StressEvent),
      path: '/v1/stress',
      summary: 'Look for an input on which a program and an oracle differ',
      body: StressBody,
      places: ['judge'],
    }),
    async ({ body, client, signal, end }) => eventStream(stressing(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(ReviewEvent),
      path: '/v1/review',
      summary: 'Look for what is wrong with a program',
      body: ReviewBody,
      places: ['judge'],
    }),
    async ({ body, client, signal, end }) => eventStream(await reviewing(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(MathsEvent),
      path: '/v1/maths',
      summary: 'Answer a mathematics problem by agreement of several attempts',
      body: MathsBody,
      places: ['model'],
    }),
    async ({ body, client, signal, end }) => eventStream(await answering(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(ExplainEvent),
      path: '/v1/explain',
      summary: 'Explain a problem in sections; what could be checked of it is said',
      body: ExplainBody,
      places: ['model'],
    }),
    async ({ body, client, signal, end }) => eventStream(await explaining(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(GenerateEvent),
      path: '/v1/explain-program',
      summary: 'Explain a program; the words are not checked',
      body: ExplainProgramBody,
      places: ['model'],
    }),
    async ({ body, client, signal, end }) =>
      eventStream(await explainingProgram(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(GradeEvent),
      path: '/v1/grade',
      summary: 'Judge many programs for one problem: a row for each, with the input it fails at',
      body: GradeBody,
      places: ['judge'],
    }),
    async ({ body, client, signal, end }) => eventStream(await grading(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    {
      tag: 'Verdict',
      path: '/v1/hints',
      summary: 'Hints up to a level, without code; one that gives away a later one is withheld',
      body: HintsBody,
      places: ['model'],
      answer: {
        type: 'application/json',
        schema: z.object({
          hints: z.array(
            z.object({ level: z.int(), text: z.string().optional(), withheld: z.string().optional() }),
          ),
        }),
      },
    },
    async ({ body, client, signal }) => ({ hints: await hinting(served, client, body, signal) }),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(ComplexityEvent),
      path: '/v1/complexity',
      summary: 'Estimate how the time of a program grows, from timed runs',
      body: ComplexityBody,
      places: ['judge'],
    }),
    async ({ body, client, signal, end }) => eventStream(timing(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(ProofEvent),
      path: '/v1/proof',
      summary: 'Look for the points of a rubric in a proof; to be confirmed by the teacher',
      body: ProofBody,
      places: ['model'],
    }),
    async ({ body, client, signal, end }) => eventStream(proofGrading(served, client, body, signal), end),
  );

  answerPost(
    app,
    served,
    described({
      ...streams(GenerateEvent),
      path: '/v1/talk',
      summary: 'The next turn of a conversation about a problem',
      body: TalkBody,
      places: ['model'],
    }),
    async ({ body, client, signal, end }) => {
      const guard = served.guardFor(body.practice);
      const problem = body.statement === undefined ? undefined : problemSent(body.statement, body.url);
      const history = body.messages;
      const said = history.filter(({ role }) => role === 'user').map(({ content }) => content);
      await guard.admit(problem, said, signal);
      const engine = served.engineFor(client);
      const { preset } = served;
      const { seed = 1 } = body;
      return eventStream(
        chatReply({ guard, engine, preset, history, ...(problem && { problem }), seed, signal }),
        end,
      );
    },
  );

  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/solves/{id}',
    summary: 'A past solve, as the list of its events',
    tags: ['Verdict'],
    responses: {
      200: { description: 'Its events', content: { 'application/json': { schema: SolveEvent.array() } } },
    },
  });
  app.get('/v1/solves/:id', async (c) => c.json(await past.events(c.req.param('id'))));
}
