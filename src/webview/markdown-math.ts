import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;
type Inline = Parameters<Parser['inline']['ruler']['before']>[2];
type Block = Parameters<Parser['block']['ruler']['before']>[2];

/**
 * Formulas in Markdown: `$x$`, `\(x\)` in a line; `$$x$$`, `\[x\]` as a block. As pandoc has it, a dollar opens only
 * before, and closes only after, what is no space, and a closing one is not followed by a digit. They come out as
 * elements of class `math` that hold the formula's text.
 */
export function mathIn(markdown: Parser): void {
  markdown.inline.ruler.before('escape', 'math', inline);
  markdown.block.ruler.before('fence', 'math_block', block, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  const escaped = markdown.utils.escapeHtml;
  markdown.renderer.rules.math = (tokens, index) =>
    `<span class="math">${escaped(tokens[index]?.content ?? '')}</span>`;
  markdown.renderer.rules.math_block = (tokens, index) =>
    `<div class="math display">${escaped(tokens[index]?.content ?? '')}</div>\n`;
}

const inline: Inline = (state, silent) => {
  const { src, pos } = state;
  const found = formulaAt(src.slice(pos, pos + longest));
  if (!found) return false;
  if (!silent) state.push(found.display ? 'math_block' : 'math', '', 0).content = found.text;
  state.pos = pos + found.length;
  return true;
};

/** Characters of one formula at most. */
const longest = 4000;

const forms = [
  { form: /^\$\$([^$]+?)\$\$/, display: true },
  { form: /^\$(?! )((?:\\.|[^$\\\n])+?)(?<! )\$(?!\d)/, display: false },
  { form: /^\\\(([\s\S]+?)\\\)/, display: false },
  { form: /^\\\[([\s\S]+?)\\\]/, display: true },
];

function formulaAt(text: string): { text: string; length: number; display: boolean } | undefined {
  if (text[0] !== '$' && text[0] !== '\\') return undefined;
  for (const { form, display } of forms) {
    const match = form.exec(text);
    if (match?.[1]?.trim()) return { text: match[1], length: match[0].length, display };
  }
  return undefined;
}

/** A formula that begins on a line of its own and may go on over several. */
const block: Block = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const mark = state.src.slice(start, start + 2);
  const close = mark === '$$' ? '$$' : mark === '\\[' ? '\\]' : undefined;
  if (!close) return false;
  for (let line = startLine; line < endLine; line++) {
    const from = line === startLine ? start + 2 : (state.bMarks[line] ?? 0);
    const end = state.eMarks[line] ?? 0;
    const at = state.src.slice(from, end).indexOf(close);
    if (at === -1) continue;
    if (state.src.slice(from + at + 2, end).trim() !== '') return false;
    const text = state.src.slice(start + 2, from + at);
    if (text.trim() === '' || text.length > longest) return false;
    if (silent) return true;
    const token = state.push('math_block', '', 0);
    token.content = text;
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
};
