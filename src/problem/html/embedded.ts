import * as z from 'zod';
import { type Block, blocksOfText } from '../block.ts';
import { headingOf } from '../heading.ts';
import { childrenOf, one, type Page } from './dom.ts';

/**
 * Pages that are drawn by a script carry their statement as JSON. What of it is a statement, as blocks; `html`
 * where the statement itself is a page of its own.
 */
export interface Embedded {
  title: string;
  blocks: Block[];
  html?: string;
}

const Text = z.string().nullish();
const LuoguProblem = z.looseObject({
  pid: z.string().optional(),
  title: z.string().optional(),
  samples: z
    .array(
      z.union([z.tuple([z.string(), z.string()]), z.looseObject({ input: z.string(), output: z.string() })]),
    )
    .optional(),
  limits: z
    .looseObject({ time: z.array(z.number()).optional(), memory: z.array(z.number()).optional() })
    .optional(),
  contenu: z
    .looseObject({
      name: Text,
      background: Text,
      description: Text,
      formatI: Text,
      formatO: Text,
      hint: Text,
    })
    .optional(),
});
const Luogu = z.looseObject({ data: z.looseObject({ problem: LuoguProblem }) });

const Question = z.looseObject({
  questionFrontendId: z.string().optional(),
  title: z.string().optional(),
  content: Text,
  translatedTitle: Text,
  translatedContent: Text,
  codeSnippets: z.array(z.looseObject({ langSlug: z.string(), code: z.string() })).nullish(),
});
const LeetCode = z.looseObject({
  props: z.looseObject({
    pageProps: z.looseObject({
      dehydratedState: z.looseObject({
        queries: z.array(z.looseObject({ state: z.looseObject({ data: z.unknown() }) })),
      }),
    }),
  }),
});

/** The statement a page carries as data, or undefined when it carries none of a known shape. */
export function embeddedIn(page: Page, html: string): Embedded | undefined {
  if (!html.includes('lentille-context') && !html.includes('__NEXT_DATA__')) return undefined;
  const luogu = Luogu.safeParse(jsonOf(page, 'script#lentille-context'));
  if (luogu.success) return ofLuogu(luogu.data.data.problem);
  const leetcode = LeetCode.safeParse(jsonOf(page, 'script#__NEXT_DATA__'));
  return leetcode.success
    ? ofLeetCode(leetcode.data.props.pageProps.dehydratedState.queries.map((query) => query.state.data))
    : undefined;
}

function jsonOf(page: Page, selector: string): unknown {
  const script = one(selector, page);
  const text = script && childrenOf(script)[0];
  if (text?.type !== 'text') return undefined;
  try {
    return JSON.parse(text.data);
  } catch {
    return undefined;
  }
}

/** Luogu keeps each section as Markdown, limits per test in ms and KiB; the loosest of them is the problem's. */
function ofLuogu(problem: z.infer<typeof LuoguProblem>): Embedded | undefined {
  const { contenu, limits } = problem;
  const title = [problem.pid, contenu?.name ?? problem.title].filter(Boolean).join(' ');
  if (!contenu) return undefined;
  const blocks: Block[] = [];
  const time = Math.max(...(limits?.time ?? []));
  const memory = Math.max(...(limits?.memory ?? []));
  if (time > 0) blocks.push({ kind: 'text', text: `时间限制: ${time} ms` });
  if (memory > 0) blocks.push({ kind: 'text', text: `内存限制: ${memory} KiB` });
  const section = (heading: string, text: string | null | undefined): void => {
    if (text) blocks.push(headed(heading), ...blocksOfText(text.replaceAll('\r\n', '\n')));
  };
  section('题目背景', contenu.background);
  section('题目描述', contenu.description);
  section('输入格式', contenu.formatI);
  section('输出格式', contenu.formatO);
  for (const [index, sample] of (problem.samples ?? []).entries()) {
    const [input, output] = Array.isArray(sample) ? sample : [sample.input, sample.output];
    blocks.push(headed(`样例输入 ${index + 1}`), { kind: 'code', text: input });
    blocks.push(headed(`样例输出 ${index + 1}`), { kind: 'code', text: output });
  }
  section('说明/提示', contenu.hint);
  return { title, blocks };
}

function headed(title: string): Block {
  const heading = headingOf(title);
  return heading ? { kind: 'heading', heading } : { kind: 'title', text: title };
}

/** LeetCode keeps a question's parts in several answers of its interface; the signature is shown in Python if it is there. */
function ofLeetCode(answers: unknown[]): Embedded | undefined {
  const parts = answers.flatMap((answer) => {
    const found = z.looseObject({ question: Question }).safeParse(answer);
    return found.success ? [found.data.question] : [];
  });
  const html = first(parts, 'content') ?? first(parts, 'translatedContent');
  if (!html) return undefined;
  const name = first(parts, 'title') ?? first(parts, 'translatedTitle') ?? '';
  const number = first(parts, 'questionFrontendId');
  const snippets = parts.flatMap((part) => part.codeSnippets ?? []);
  const shown = snippets.find((snippet) => snippet.langSlug === 'python3') ?? snippets[0];
  return {
    title: number === undefined ? name : `${number}. ${name}`,
    blocks: shown ? [{ kind: 'code', text: shown.code, program: true }] : [],
    html,
  };
}

function first(
  parts: z.infer<typeof Question>[],
  field: 'content' | 'translatedContent' | 'title' | 'translatedTitle' | 'questionFrontendId',
): string | undefined {
  return (
    parts.map((part) => part[field]).find((text) => typeof text === 'string' && text !== '') ?? undefined
  );
}
