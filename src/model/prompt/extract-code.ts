/** The code of an answer, and the language its fence names. */
export interface ExtractedCode {
  language?: string;
  code: string;
}

interface Fence {
  mark: string;
  language: string;
  lines: string[];
  closed: boolean;
}

/**
 * The last complete code block of an answer, or the last unclosed one when none is complete (the model was cut
 * off). An answer without any fence that looks like a program is taken whole. Undefined: there is no code.
 */
export function extractCode(answer: string): ExtractedCode | undefined {
  const blocks = fencesOf(answer).filter(({ lines }) => lines.some((line) => line.trim() !== ''));
  const chosen = blocks.findLast(({ closed }) => closed) ?? blocks.at(-1);
  if (chosen) {
    const code = `${chosen.lines.join('\n').replace(/\s+$/, '')}\n`;
    const language = chosen.language || languageOf(code);
    return { ...(language && { language }), code };
  }
  const language = languageOf(answer);
  if (!language) return undefined;
  return { language, code: `${answer.replace(/^(?:[ \t]*\n)+/, '').replace(/\s+$/, '')}\n` };
}

function fencesOf(answer: string): Fence[] {
  const found: Fence[] = [];
  let open: Fence | undefined;
  for (const line of answer.split(/\r?\n/)) {
    const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/.exec(line);
    const [, mark = '', language = ''] = fence ?? [];
    if (!open) {
      if (fence) open = { mark, language: language.toLowerCase(), lines: [], closed: false };
    } else if (fence && mark[0] === open.mark[0] && mark.length >= open.mark.length) {
      found.push({ ...open, closed: language === '' });
      // A fence with a language opens a new block: the one before was never closed.
      open =
        language === '' ? undefined : { mark, language: language.toLowerCase(), lines: [], closed: false };
    } else open.lines.push(line);
  }
  if (open) found.push(open);
  return found;
}

/** Signs by which a program without a language tag is known, the surest first. */
const signs: [RegExp, string][] = [
  [/^\s*#\s*include\b|\bstd::|\bcin\s*>>/m, 'cpp'],
  [/^\s*import java\.|\bpublic static void main\b/m, 'java'],
  [/^\s*fn main\s*\(/m, 'rust'],
  [/^\s*package main\b/m, 'go'],
  [/^\s*fun main\s*\(/m, 'kotlin'],
  [/^\s*using System\b/m, 'csharp'],
  [/\brequire\(['"](?:node:)?(?:fs|readline)['"]\)/m, 'javascript'],
  [
    /^(?:def \w+\(|import \w+$|from \w+ import |print\(|for .+:$|while .+:$|\w[\w, ]* = .*\b(?:map|int|input|list|sorted)\()/m,
    'python',
  ],
];

function languageOf(text: string): string | undefined {
  return signs.find(([sign]) => sign.test(text))?.[1];
}
