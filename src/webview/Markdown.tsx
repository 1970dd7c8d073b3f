import DOMPurify from 'dompurify';
import katex from 'katex';
import MarkdownIt from 'markdown-it';
import type { ComponentChild } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { mathIn } from './markdown-math.ts';
import { visible } from './visible.ts';

/** Raw HTML stays text; images are left out, since nothing may be fetched. */
const markdown = new MarkdownIt('default', { html: false, linkify: false }).disable('image').use(mathIn);

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'em', 'strong', 's', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['ul', 'ol', 'li', 'pre', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'span', 'div'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start', 'class'],
  ALLOWED_URI_REGEXP: /^https?:/i,
};

/** More tokens than this are no text that anyone reads (a table of tens of thousands of cells): shown as it stands. */
const mostTokens = 20_000;

interface Props {
  text: string;
  /** Shows a code block in a way of its own. */
  code?: ((code: string, language: string) => ComponentChild) | undefined;
}

/** Markdown from a model: rendered, then sanitised to plain text elements and http links, its formulas set by KaTeX. */
export function Markdown({ text, code }: Props) {
  const parts = useMemo(() => partsOf(visible(text), code !== undefined), [text, code !== undefined]);
  return (
    <div class="markdown">
      {parts.map((part, index) =>
        'html' in part ? (
          <Prose key={index} html={part.html} />
        ) : 'plain' in part ? (
          <pre key={index}>{part.plain}</pre>
        ) : (
          <div key={index}>{code?.(part.code, part.language)}</div>
        ),
      )}
    </div>
  );
}

type Part = { html: string } | { plain: string } | { code: string; language: string };

function partsOf(text: string, codeApart: boolean): Part[] {
  const environment = {};
  const tokens = markdown.parse(text, environment);
  const size = tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);
  if (size > mostTokens) return [{ plain: text }];
  const parts: Part[] = [];
  let prose: typeof tokens = [];
  const flush = () => {
    if (prose.length === 0) return;
    const html = markdown.renderer.render(prose, markdown.options, environment);
    parts.push({ html: DOMPurify.sanitize(html, allowed) });
    prose = [];
  };
  for (const token of tokens) {
    if (codeApart && token.type === 'fence' && token.level === 0) {
      flush();
      parts.push({ code: token.content, language: token.info.trim().split(/\s+/)[0] ?? '' });
    } else prose.push(token);
  }
  flush();
  return parts;
}

function Prose({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    for (const element of place.current?.querySelectorAll<HTMLElement>('.math') ?? []) setFormula(element);
  }, [html]);
  return <div ref={place} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Sets a formula. Its styles are set through the DOM, which the content policy allows, not as text. */
function setFormula(element: HTMLElement): void {
  const source = element.textContent ?? '';
  // Without KaTeX's style sheet the browser sets it by itself.
  const output = document.documentElement.dataset.math === 'katex' ? 'htmlAndMathml' : 'mathml';
  const set = document.createElement('span');
  try {
    katex.render(source, set, {
      displayMode: element.classList.contains('display'),
      output,
      throwOnError: false,
      trust: false,
      strict: 'ignore',
      maxExpand: 300,
      maxSize: 20,
      errorColor: 'var(--vscode-errorForeground)',
      macros: {},
    });
  } catch {
    // What KaTeX cannot even say an error about stays as it was written.
    return;
  }
  if (depthOf(set) <= deepest && set.getElementsByTagName('*').length <= mostElements)
    element.replaceChildren(...set.childNodes);
}

/** Elements inside each other, and elements in all, that a browser lays out without trouble. */
const deepest = 250;
const mostElements = 5000;

function depthOf(root: Element): number {
  let deep = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  let depth = 0;
  for (;;) {
    if (walker.firstChild()) deep = Math.max(deep, ++depth);
    else
      while (!walker.nextSibling()) {
        if (depth-- === 0 || !walker.parentNode()) return deep;
      }
  }
}
