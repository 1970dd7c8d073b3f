import type { Fetchable } from '../../model/index.ts';
import type { Choice } from '../run/settings.ts';

/** A set as it is published, and where it can be had. */
export interface KnownSet {
  id: string;
  title: string;
  /** Problems in the part that is measured on, as published. */
  problems: number;
  /** The part of its files that carries this name. */
  window?: Pick<Choice, 'from' | 'until'>;
  files: Fetchable['file'][];
}

/** A file of a Hugging Face data set, and the same file on the mirror that keeps its layout. */
function huggingFace(
  repository: string,
  path: string,
  rest: { revision?: string; name?: string; bytes?: number; sha256?: string } = {},
): Fetchable['file'] {
  const { revision = 'main', name = path.split('/').at(-1) ?? path, ...known } = rest;
  return {
    name,
    ...known,
    sources: ['https://huggingface.co', 'https://hf-mirror.com'].map((host) => ({
      kind: 'https',
      url: `${host}/datasets/${repository}/resolve/${revision}/${path}`,
    })),
  };
}

function gitHub(path: string, name: string, bytes: number, sha256: string): Fetchable['file'] {
  const host = path.includes('/releases/') ? 'https://github.com' : 'https://raw.githubusercontent.com';
  return { name, bytes, sha256, sources: [{ kind: 'https', url: `${host}/${path}` }] };
}

/** The files of LiveCodeBench's releases 4 to 6, each with the problems that are new in it. */
const liveCodeBench = Object.entries({
  4: 'd711138ddaebfcf5f8ec6a4283ee677298c0f5c5d374a235af92aaf0584510da',
  5: '7f77571c2a6df0c2a72a3277650309f67e01e0008e18117e624633df53f81214',
  6: 'bb4c364f71921c4495a6ad15abe1a927350b720009f4933e2e71f8af0f6fd1f5',
}).map(([release, sha256]) =>
  huggingFace('livecodebench/code_generation_lite', `test${release}.jsonl`, {
    revision: '0fe84c3912ea0c4d4a78037083943e8f0c4dd505',
    sha256,
  }),
);

/**
 * Every set that can be fetched by its name. Sizes and hashes stand here where others who had checked the file have
 * published them; where none is known, the hash is recorded at the first complete download.
 */
export const knownSets: KnownSet[] = [
  {
    id: 'livecodebench-v6',
    title: 'LiveCodeBench v6, from February 2025',
    problems: 131,
    window: { from: '2025-02-01' },
    files: liveCodeBench.slice(2),
  },
  {
    id: 'livecodebench-v5',
    title: 'LiveCodeBench v5, August 2024 to January 2025',
    problems: 279,
    window: { from: '2024-08-01', until: '2025-02-01' },
    files: liveCodeBench,
  },
  {
    id: 'aime2024',
    title: 'AIME 2024, I and II',
    problems: 30,
    files: [
      huggingFace('HuggingFaceH4/aime_2024', 'data/train-00000-of-00001.parquet', {
        revision: '2fe88a2f1091d5048c0f36abc874fb997b3dd99a',
        name: 'aime2024.parquet',
        bytes: 81_670,
        sha256: '26139847601a5037c237d5928b195e7260ca8074cf4f264b794af42847f79ccf',
      }),
    ],
  },
  {
    id: 'aime2025',
    title: 'AIME 2025, I and II',
    problems: 30,
    files: [
      huggingFace('MathArena/aime_2025', 'data/train-00000-of-00001.parquet', {
        revision: 'c94da77eb22bbd6439e62a323bec18493a421302',
        name: 'aime2025.parquet',
        bytes: 14_313,
        sha256: '9f9066ff48ad2e31f9bf1b1ac6d5e80693195f987985f2859f89dd25ffa51c2d',
      }),
    ],
  },
  {
    id: 'aime2026',
    title: 'AIME 2026, I and II',
    problems: 30,
    files: [
      huggingFace('MathArena/aime_2026', 'data/train-00000-of-00001.parquet', { name: 'aime2026.parquet' }),
    ],
  },
  {
    id: 'hmmt2025',
    title: 'HMMT, February 2025',
    problems: 30,
    files: [
      huggingFace('MathArena/hmmt_feb_2025', 'data/train-00000-of-00001.parquet', {
        name: 'hmmt2025.parquet',
      }),
    ],
  },
  {
    id: 'humaneval',
    title: 'HumanEval',
    problems: 164,
    files: [
      gitHub(
        'openai/human-eval/6d43fb980f9fee3c892a914eda09951f772ad10d/data/HumanEval.jsonl.gz',
        'HumanEval.jsonl.gz',
        44_877,
        'b796127e635a67f93fb35c04f4cb03cf06f38c8072ee7cee8833d7bee06979ef',
      ),
    ],
  },
  {
    id: 'humaneval-plus',
    title: 'HumanEval+ v0.1.10',
    problems: 164,
    files: [
      gitHub(
        'evalplus/humanevalplus_release/releases/download/v0.1.10/HumanEvalPlus.jsonl.gz',
        'HumanEvalPlus.jsonl.gz',
        925_932,
        '272720b90ac375502c8ed23cd791c2a93dfb22a911641a494da74a426c09f101',
      ),
    ],
  },
  {
    id: 'mbpp',
    title: 'MBPP, sanitized',
    problems: 427,
    files: [
      gitHub(
        'google-research/google-research/e3937aa2643402c194316d74917acee1dc4e8993/mbpp/sanitized-mbpp.json',
        'sanitized-mbpp.json',
        255_053,
        'ca95deaa9a01ef0a6f439f88bcf0dd3db3563d22f22aad6cae04ebb9a8d8c8e9',
      ),
    ],
  },
  {
    id: 'mbpp-plus',
    title: 'MBPP+',
    problems: 378,
    files: [
      huggingFace('evalplus/mbppplus', 'data/test-00000-of-00001-d5781c9c51e02795.parquet', {
        name: 'mbpp-plus.parquet',
        bytes: 1_129_135,
        sha256: 'dc20030b3788fccf617444edcb34138ef13d7e4fafd17bfcb8c1279dbb12399b',
      }),
    ],
  },
  {
    id: 'codecontests',
    title: 'CodeContests, its test part',
    problems: 165,
    files: [
      huggingFace('deepmind/code_contests', 'data/test-00000-of-00001-9c49eeff30aacaa8.parquet', {
        revision: '802411c3010cb00d1b05bad57ca77365a3c699d6',
        name: 'codecontests.parquet',
        bytes: 63_077_400,
        sha256: 'aa426cbdb202bf8703b658bcb31fd1878ca7cfd33ca07d3b703dc94ca6a2b651',
      }),
    ],
  },
];

export function knownSet(id: string): KnownSet | undefined {
  return knownSets.find((set) => set.id === id);
}
