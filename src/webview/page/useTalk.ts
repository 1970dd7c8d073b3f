import { useRef, useState } from 'preact/hooks';
import { describeSteps, ExplainEvent, explainInMarkdown, MathsEvent } from '../../coach/protocol.ts';
import { GenerateEvent } from '../../model/protocol.ts';
import { grown, type ShownTurn, withLast } from '../chat/shownTurn.ts';
import { t } from '../texts.ts';
import type { Asked } from './Form.tsx';
import { begin } from './server.ts';

const asAnswer = (): ShownTurn => ({
  role: 'assistant',
  text: '',
  thought: '',
  doing: t('Waiting for the model …'),
});

/** The conversation of the page, about the statement in the form when that is a problem. */
export function useTalk() {
  const [turns, setTurns] = useState<ShownTurn[]>([]);
  const abort = useRef<AbortController>();
  const grow = (channel: 'thought' | 'answer', text: string) =>
    setTurns((before) => grown(before, channel, text));
  const end = (how: Pick<ShownTurn, 'ended' | 'error'>) => setTurns((before) => withLast(before, how));

  /** A question, and its answer as the events of one request tell it. */
  const turn = async (question: string, reply: (signal: AbortSignal) => Promise<void>) => {
    const stopping = new AbortController();
    const { signal } = stopping;
    abort.current = stopping;
    setTurns((before) => [
      ...before,
      { role: 'user', text: question, thought: '', ended: 'whole' },
      asAnswer(),
    ]);
    try {
      await reply(signal);
    } catch (error) {
      const stopped = signal.aborted;
      end({
        ended: stopped ? 'stopped' : 'error',
        ...(!stopped && { error: error instanceof Error ? error.message : String(error) }),
      });
    }
  };
  const stream = (path: string, body: object, question: string) =>
    turn(question, async (signal) => {
      const { events } = await begin(path, body, GenerateEvent, signal);
      for await (const event of events) {
        if (event.type === 'text') grow(event.channel, event.text);
        else if (event.type === 'ended') end({ ended: event.reason === 'stop' ? 'whole' : 'cut' });
      }
    });
  return {
    turns,
    answer: ({ statement, systemPrompt, practice }: Asked) =>
      turn(statement, async (signal) => {
        const body = { statement, ...(systemPrompt && { system_prompt: systemPrompt }) };
        const asked = { ...body, ...(practice && { practice }) };
        const { events } = await begin('/v1/maths', asked, MathsEvent, signal);
        // All attempts think at once: the first one's thought is the one that is shown.
        for await (const event of events) {
          if (event.type === 'maths-text' && event.lane === 1) grow('thought', event.text);
          else if (event.type === 'maths-answered') grow('answer', `${attemptInWords(event)}\n`);
          else if (event.type === 'maths-ended') {
            grow('answer', `\n${endInWords(event)}`);
            end({ ended: event.outcome === 'stopped' ? 'stopped' : 'whole' });
          }
        }
      }),
    explain: ({ statement, practice }: Asked) =>
      turn('Explain this problem.', async (signal) => {
        const asked = { statement, ...(practice && { practice }) };
        const { events } = await begin('/v1/explain', asked, ExplainEvent, signal);
        for await (const event of events) {
          const more = explainInMarkdown(event);
          if (more !== undefined) grow('answer', more);
          else if (event.type === 'explain-text') grow('thought', event.text);
          if (event.type === 'explain-ended') end({ ended: event.reason === 'stop' ? 'whole' : 'cut' });
        }
      }),
    ask: (text: string, about: { statement?: string; practice: boolean }) => {
      const said = turns.map(({ role, text: content }) => ({ role, content }));
      const messages = [...said, { role: 'user', content: text }];
      const { statement, practice } = about;
      return stream(
        '/v1/talk',
        { messages, ...(statement && { statement }), ...(practice && { practice }) },
        text,
      );
    },
    stop: () => abort.current?.abort(),
    clear: () => setTurns([]),
  };
}

function attemptInWords({ lane, answer, tokens }: Extract<MathsEvent, { type: 'maths-answered' }>): string {
  return `- Attempt ${lane}: ${answer === undefined ? 'no answer' : asFormula(answer)} (${tokens} tokens)`;
}

function endInWords(ended: Extract<MathsEvent, { type: 'maths-ended' }>): string {
  const { answer, solution, steps = [], reason } = ended;
  const wrong = steps.filter(({ verdict }) => verdict === 'failed');
  return [
    ...(solution && answer !== undefined ? [withBoxesSet(solution)] : []),
    ...(answer === undefined ? [] : [`**Answer:** ${asFormula(answer)}`, describeSteps(steps)]),
    ...wrong.map(({ left, right }) => `Does not hold: ${asFormula(`${left} = ${right}`)}`),
    `**${reason}**`,
  ].join('\n\n');
}

/** `\boxed{13}` that stands outside of a formula is one. */
function withBoxesSet(text: string): string {
  return text.replace(/(?<![$\\\w({[])\\boxed\{([^{}$]*)\}(?!\$)/g, '$$\\boxed{$1}$$');
}

/** What a model gives as its answer is a formula, or words. */
function asFormula(text: string): string {
  const isWords = /\$|(?<!\\)\b[a-z]{3,}\b.*\s(?<!\\)\b[a-z]{3,}\b/i.test(text);
  return isWords ? text : `$${text}$`;
}
