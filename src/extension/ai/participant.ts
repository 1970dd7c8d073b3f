import {
  type ChatContext,
  type ChatFollowup,
  type ChatRequest,
  ChatRequestTurn,
  ChatResponseMarkdownPart,
  type ChatResponseStream,
  type ChatResult,
  chat,
  commands,
  type Disposable,
  Location,
  l10n,
  Uri,
} from 'vscode';
import { fenced, type Message } from '../../model/index.ts';
import { emptySolve, foldSolve, type SolveState } from '../../solver/index.ts';
import { signalOf } from '../aborting.ts';
import { answered } from '../chat/answering.ts';
import { editorInUse } from '../chat/context.ts';
import { explanation } from '../chat/explanation.ts';
import { type ReplyEvent, said } from '../chat/reply.ts';
import { samplesInWords } from '../chat/runInMarkdown.ts';
import type { DocumentProblem } from '../documentProblem.ts';
import { evidenceInWords, messageOf, translated } from '../words.ts';
import type { Flows } from './flows.ts';
import { problemAt } from './statements.ts';

const id = 'verdict.participant';

/** `@verdict` in VS Code's chat: does what the commands do, and ends with what it rests on. */
export function registerParticipant(flows: Flows): Disposable[] {
  if (!chat?.createChatParticipant) return [];
  const participant = chat.createChatParticipant(id, async (request, context, stream, token) => {
    const signal = signalOf(token);
    try {
      for await (const event of repliesTo(flows, request, context, signal)) show(event, stream);
      return { metadata: { command: request.command } };
    } catch (error) {
      if (signal.aborted) return {};
      return { errorDetails: { message: messageOf(error) } };
    }
  });
  participant.iconPath = Uri.joinPath(flows.extension, 'media', 'verdict.svg');
  participant.followupProvider = { provideFollowups: followupsOf };
  return [participant];
}

/**
 * Opens VS Code's chat on the participant and on our model: without another's sign-in nothing is chosen there, and
 * then no participant is heard.
 */
export async function askInChat(): Promise<void> {
  await commands.executeCommand('workbench.action.chat.open', {
    query: '@verdict ',
    isPartialQuery: true,
    modelSelector: { vendor: 'verdict' },
  });
}

async function* repliesTo(
  flows: Flows,
  request: ChatRequest,
  context: ChatContext,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const { workbench, verdicts, hinting, reviewing, stressing, statements } = flows;
  const uri = fileIn(request) ?? editorInUse()?.document.uri;
  const found = (await statements.in(request.prompt)) ?? (uri && (await problemAt(uri)));
  switch (request.command) {
    case 'review':
    case 'stress': {
      const asked = await (request.command === 'review' ? reviewing : stressing).asked(uri);
      return yield* asked?.answer(signal) ?? nothing(l10n.t('Nothing was begun.'));
    }
    case 'test':
      return yield* samplesInWords(workbench, verdicts, signal, uri);
    case 'solve':
    case 'explain':
    case 'hint':
      if (!found || 'reason' in found)
        return yield said(
          found ? translated(found.reason) : l10n.t('Open the file with the problem statement first.'),
        );
      if (request.command === 'solve') return yield* solved(flows, found, signal);
      if (request.command === 'hint') return yield* hinting.next(found.problem, signal);
      return yield* explanation(workbench, found.problem, signal);
    default: {
      const problem = found && 'problem' in found ? found.problem : undefined;
      return yield* answered(workbench, conversation(request, context), problem, signal);
    }
  }
}

/** Solves in the panel, and tells here of each attempt and of the one that held. */
async function* solved(
  flows: Flows,
  found: DocumentProblem,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  let state: SolveState = emptySolve;
  for await (const event of flows.solving.events(found, signal)) {
    state = foldSolve(state, event);
    if (event.type === 'solve-started')
      yield said(
        `${l10n.t('{0} on {1}. Every attempt is judged.', event.engine.model, event.engine.backend)}\n\n`,
      );
    if (event.type === 'candidate-ended')
      yield said(
        `- ${l10n.t('candidate {0}', event.candidate)}: ${event.verdict ?? event.outcome}, ${translated(event.reason)}\n`,
      );
  }
  yield said(state.outcome ? `\n${endInWords(state)}` : l10n.t('Nothing was begun.'));
}

/** The program that held with what it was checked against, or why there is none. */
export function endInWords({ outcome, candidates, best, evidence, language, reason }: SolveState): string {
  const offered = outcome === 'solved' ? candidates.find(({ number }) => number === best) : undefined;
  if (!offered?.code) return reason ?? l10n.t('No program held.');
  const basis = evidence ? evidenceInWords(evidence) : l10n.t('not checked');
  return `${fenced(offered.code, language)}\n\n**AC** ${l10n.t('Checked against: {0}.', basis)}`;
}

function show(event: ReplyEvent, stream: ChatResponseStream): void {
  if (event.type === 'note') stream.markdown(`*${event.text}*\n\n`);
  else if (event.type === 'doing') stream.progress(event.text);
  else if (event.type === 'started') stream.progress(l10n.t('Thinking'));
  else if (event.type === 'text' && event.channel === 'answer') stream.markdown(event.text);
  else if (event.type === 'ended' && event.reason !== 'stop' && event.reason !== 'aborted')
    stream.markdown(`\n\n*${l10n.t('Cut short.')}*`);
}

function* nothing(text: string): Generator<ReplyEvent> {
  yield said(text);
}

/** The file that the user attached to the request. */
function fileIn({ references }: ChatRequest): Uri | undefined {
  for (const { value } of references) {
    if (value instanceof Uri) return value;
    if (value instanceof Location) return value.uri;
  }
  return undefined;
}

/** What was said so far, as the model is to see it. */
function conversation({ prompt }: ChatRequest, { history }: ChatContext): Message[] {
  const before = history.map((turn): Message => {
    if (turn instanceof ChatRequestTurn) return { role: 'user', content: turn.prompt };
    const texts = turn.response.map((part) =>
      part instanceof ChatResponseMarkdownPart ? part.value.value : '',
    );
    return { role: 'assistant', content: texts.join('') };
  });
  return [...before, { role: 'user', content: prompt }];
}

function followupsOf({ metadata }: ChatResult): ChatFollowup[] {
  const follow = (command: string, label: string): ChatFollowup => ({ prompt: '', command, label });
  const hint = follow('hint', l10n.t('Give me a hint'));
  const solve = follow('solve', l10n.t('Solve it'));
  const test = follow('test', l10n.t('Run the samples on my program'));
  const review = follow('review', l10n.t('Review my program'));
  const stress = follow('stress', l10n.t('Stress test my program'));
  switch (metadata?.command) {
    case 'explain':
      return [hint, solve];
    case 'hint':
      return [follow('hint', l10n.t('One more hint')), test];
    case 'solve':
      return [follow('explain', l10n.t('Explain the problem'))];
    case 'test':
      return [review, stress];
    case 'review':
      return [test, stress];
    case 'stress':
      return [review];
    default:
      return [];
  }
}
