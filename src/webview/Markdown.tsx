import DOMPurify from 'dompurify';
import katex from 'katex';
import MarkdownIt from 'markdown-it';
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

/** Markdown from a model: rendered, then sanitised to plain text elements and http links, its formulas set by KaTeX. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => rendered(visible(text)), [text]);
  return (
    <div class="markdown">{html === undefined ? <pre>{visible(text)}</pre> : <Prose html={html} />}</div>
  );
}

function rendered(text: string): string | undefined {
  const environment = {};
  const tokens = markdown.parse(text, environment);
  const size = tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);
  if (size > mostTokens) return undefined;
  return DOMPurify.sanitize(markdown.renderer.render(tokens, markdown.options, environment), allowed);
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
