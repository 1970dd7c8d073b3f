import {
  type Disposable,
  EventEmitter,
  type LanguageModelChatInformation,
  LanguageModelChatMessageRole,
  type LanguageModelChatProvider,
  type LanguageModelChatRequestMessage,
  LanguageModelTextPart,
  LanguageModelToolResultPart,
  l10n,
  lm,
  workspace,
} from 'vscode';
import { chatPrompt, type GenerateRequest, type Message, type Preset } from '../../model/index.ts';
import { signalOf } from '../aborting.ts';
import { tokensOf } from '../chat/fitting.ts';
import { contestGuard } from '../contestGuard.ts';
import { readSettings } from '../settings.ts';
import type { Flows } from './flows.ts';

/** The model of the settings for every part of VS Code that asks for one. It calls no tools and sees no images. */
export function registerModel({ workbench }: Flows): Disposable[] {
  if (!lm?.registerLanguageModelChatProvider) return [];
  const changed = new EventEmitter<void>();
  const provider: LanguageModelChatProvider = {
    onDidChangeLanguageModelChatInformation: changed.event,
    async provideLanguageModelChatInformation({ silent }) {
      // Nobody is asked for a model that is only listed.
      const preset = await workbench.readyPreset();
      if (preset) return [informationOf(preset)];
      return silent
        ? []
        : [(await workbench.model())?.preset].flatMap((it) => (it ? [informationOf(it)] : []));
    },
    async provideLanguageModelChatResponse(_, messages, { modelOptions }, progress, token) {
      const signal = signalOf(token);
      const history = messages.map(messageOf);
      const asked = history.filter(({ role }) => role === 'user').map(({ content }) => content);
      await contestGuard().admit(undefined, asked, signal);
      const { engine, preset } = await workbench.neededModel();
      for await (const event of engine.generate(requestOf(preset, history, modelOptions), signal)) {
        if (event.type === 'text' && event.channel === 'answer')
          progress.report(new LanguageModelTextPart(event.text));
        if (event.type === 'ended' && event.reason === 'context' && event.tokens === 0)
          throw new Error(
            l10n.t('The request does not fit into what the model can read at once. Shorten it.'),
          );
      }
    },
    async provideTokenCount(_, text) {
      return tokensOf(typeof text === 'string' ? text : messageOf(text).content);
    },
  };
  return [
    changed,
    lm.registerLanguageModelChatProvider('verdict', provider),
    workspace.onDidChangeConfiguration((event) => {
      if (['model', 'endpoint', 'modelsFolder'].some((it) => event.affectsConfiguration(`verdict.${it}`)))
        changed.fire();
    }),
  ];
}

function informationOf(preset: Preset): LanguageModelChatInformation {
  const { endpoints } = readSettings();
  const maxOutputTokens = Math.min(preset.maxTokens, Math.floor(preset.contextTokens / 2));
  return {
    id: preset.id,
    name: preset.title,
    family: preset.id,
    version: '1',
    detail: endpoints.length > 0 ? l10n.t('endpoint') : l10n.t('on this machine'),
    tooltip: endpoints.length > 0 ? endpoints.join(', ') : preset.description,
    maxInputTokens: preset.contextTokens - maxOutputTokens,
    maxOutputTokens,
    capabilities: { imageInput: false, toolCalling: false },
  };
}

/** What VS Code passes on of others' instructions has a role that its stable interface does not name. */
const systemRole = 3;

function messageOf({ role, content }: LanguageModelChatRequestMessage): Message {
  const texts = content.map((part) => {
    if (part instanceof LanguageModelTextPart) return part.value;
    if (part instanceof LanguageModelToolResultPart)
      return part.content.map((it) => (it instanceof LanguageModelTextPart ? it.value : '')).join('');
    return '';
  });
  const name =
    (role as number) === systemRole
      ? 'system'
      : role === LanguageModelChatMessageRole.Assistant
        ? 'assistant'
        : 'user';
  return { role: name, content: texts.join('') };
}

/** The conversation under its own instructions, sampled as the preset says unless the caller says otherwise. */
function requestOf(
  preset: Preset,
  messages: Message[],
  options: { readonly [name: string]: unknown } = {},
): GenerateRequest {
  const instructions = messages
    .flatMap(({ role, content }) => (role === 'system' ? [content] : []))
    .join('\n\n');
  const history = messages.filter(({ role }) => role !== 'system');
  const { temperature, max_tokens: most, seed } = options;
  return {
    ...chatPrompt({ preset, instructions, history }),
    sampling: { ...preset.sampling.chat, ...(typeof temperature === 'number' && { temperature }) },
    seed: typeof seed === 'number' ? Math.trunc(seed) : history.length,
    maxTokens: Math.min(
      typeof most === 'number' && most >= 1 ? Math.trunc(most) : preset.maxTokens,
      preset.maxTokens,
    ),
    thoughtBudget: preset.thoughtBudget,
  };
}
