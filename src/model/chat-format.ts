import type { Message } from './generation.ts';
import type { ChatFormat } from './preset/preset.ts';

/** A piece of a laid-out prompt. Only in a `control` piece may a text such as `<|im_end|>` become a control token. */
export interface Piece {
  text: string;
  control: boolean;
}

const control = (text: string): Piece => ({ text, control: true });
const plain = (text: string): Piece => ({ text, control: false });

/**
 * Lays a conversation out for the formats known here, up to where the model is to speak.
 * What users and statements contain stays plain text, so it cannot end a turn or open another.
 * Sources: the ChatML turns of Qwen2.5's template; the harmony format of gpt-oss.
 */
export function layOut(format: Exclude<ChatFormat, 'template'>, messages: Message[]): Piece[] {
  return format === 'chatml' ? chatml(messages) : harmony(messages);
}

function chatml(messages: Message[]): Piece[] {
  const turns = messages.flatMap(({ role, content }) => [
    control('<|im_start|>'),
    plain(`${role}\n${content}`),
    control('<|im_end|>'),
    plain('\n'),
  ]);
  return [...turns, control('<|im_start|>'), plain('assistant\n')];
}

function harmony(messages: Message[]): Piece[] {
  const instructions = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const head = [
    control('<|start|>'),
    plain('system'),
    control('<|message|>'),
    plain('Reasoning: medium\n\n# Valid channels: analysis, commentary, final.'),
    control('<|end|>'),
  ];
  const developer =
    instructions.length === 0
      ? []
      : [
          control('<|start|>'),
          plain('developer'),
          control('<|message|>'),
          plain(`# Instructions\n\n${instructions.join('\n\n')}`),
          control('<|end|>'),
        ];
  const turns = messages
    .filter(({ role }) => role !== 'system')
    .flatMap(({ role, content }) => [
      control('<|start|>'),
      plain(role),
      ...(role === 'assistant' ? [control('<|channel|>'), plain('final')] : []),
      control('<|message|>'),
      plain(content),
      control('<|end|>'),
    ]);
  return [...head, ...developer, ...turns, control('<|start|>'), plain('assistant')];
}
