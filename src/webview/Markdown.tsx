import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { useMemo } from 'preact/hooks';

/** Raw HTML stays text; images are left out, since nothing may be fetched. */
const markdown = new MarkdownIt('default', { html: false, linkify: false }).disable('image');

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'em', 'strong', 's', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['ul', 'ol', 'li', 'pre', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start'],
  ALLOWED_URI_REGEXP: /^https?:/i,
};

/** Markdown from a model: rendered, then sanitised to plain text elements and http links. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => DOMPurify.sanitize(markdown.render(text), allowed), [text]);
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
