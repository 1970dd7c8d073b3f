import type { Block } from '../block.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from '../statement.ts';
import { blocksOfPage, type Mark, textOf } from './blocks.ts';
import { all, type Element, isElement, type Node, one, type Page, parsePage } from './dom.ts';
import { type Embedded, embeddedIn } from './embedded.ts';
import { type Layout, layouts } from './layout.ts';

/**
 * Understands a page saved or pasted from a judge; undefined when it holds no problem. A page of no known
 * judge is read by its headings, `<pre>` elements and tables alone.
 */
export function problemOfPage(page: string): Problem | undefined {
  const html = withinBounds(page);
  if (isTooDeep(html)) return undefined;
  const tree = parsePage(html);
  const embedded = embeddedIn(tree, html);
  const read = (embedded && ofEmbedded(embedded)) ?? ofMarkup(tree, html);
  if (!read) return undefined;
  const url = urlOf(tree);
  const source = { ...read.source, ...(url === undefined ? {} : { url }) };
  return { ...read, ...(Object.keys(source).length > 0 ? { source } : {}) };
}

/** The statement that a page carries as data for its script to draw. */
function ofEmbedded({ title, blocks, html }: Embedded): Problem | undefined {
  const inner = html === undefined || isTooDeep(html) ? [] : blocksOfMarkup(parsePage(`<div>${html}</div>`));
  const all = [...inner, ...blocks];
  const problem = problemOf(all, textOfBlocks(all), 'document');
  return problem && { ...problem, ...(title === '' ? {} : { title }) };
}

function blocksOfMarkup(page: Page): Block[] {
  const root = firstElement(page);
  return root ? blocksOfPage(root, new Map()) : [];
}

function ofMarkup(page: Page, html: string): Problem | undefined {
  const layout = layouts.find((candidate) => mayHold(html, candidate.marker) && one(candidate.marker, page));
  const root =
    layout?.root.map((selector) => one(selector, page)).find((found) => found !== undefined) ??
    one('body', page) ??
    firstElement(page);
  if (!root) return undefined;
  const whole = wrap(page, root);
  const blocks = [
    ...limitBlocks(page, layout),
    ...blocksOfPage(whole, layout ? marksOf(page, layout) : new Map()),
  ];
  const problem = problemOf(blocks, textOfBlocks(blocks), 'document');
  if (!problem) return undefined;
  const title = titleOf(page, layout) ?? problem.title;
  const contestElement = layout?.contest === undefined ? undefined : one(layout.contest, page);
  const contest = contestElement && textOf(contestElement);
  const source = {
    ...(contest ? { contest } : {}),
    ...problem.source,
  };
  return {
    ...problem,
    ...(title === undefined ? {} : { title }),
    ...(Object.keys(source).length > 0 ? { source } : {}),
  };
}

/** A page of more tags than this is no judge's; parsing alone would take longer than a person waits. */
const mostTags = 30_000;

/** The page up to its limit of tags, cut before a sample that the cut would tear. */
function withinBounds(html: string): string {
  let at = -1;
  for (let count = 0; count <= mostTags; count++) {
    at = html.indexOf('<', at + 1);
    if (at < 0) return html;
  }
  const kept = html.slice(0, at);
  const open = Math.max(kept.lastIndexOf('<pre'), kept.lastIndexOf('<table'));
  return open > kept.lastIndexOf('</') ? kept.slice(0, open) : kept;
}

/**
 * False when no alternative of a selector can match, because the page nowhere has the classes and ids it names: a
 * search in the text costs a hundredth of one in the tree.
 */
function mayHold(html: string, selector: string): boolean {
  return selector
    .split(',')
    .some((alternative) =>
      [...alternative.matchAll(/[.#"']([\w-]+)/g)].every(([, name = '']) => html.includes(name)),
    );
}

/** Tags that need no closing, or are commonly left open. */
const unclosedTags = new Set(
  'area base br col dd dt hr img input li link meta option p source td th tr tbody thead wbr var'.split(' '),
);
const deepest = 400;

/** True for a page nested deeper than any judge's: reading it would cost more than it could give. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,15})/gi)) {
    if (unclosedTags.has(name.toLowerCase())) continue;
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** True when a text looks like HTML rather than like prose with a stray tag. */
export function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4000).trimStart();
  if (/^(?:<!doctype html|<html|<\?xml|<head|<body|<!--)/i.test(head)) return true;
  return (
    /^<(?:div|p|h[1-6]|section|article|main|table|span|ul|pre)\b/i.test(head) &&
    /<\/(?:div|p|h[1-6]|section|article|main|table|span|ul|pre)>/i.test(text.slice(0, 20_000))
  );
}

function marksOf(page: Page, layout: Layout): Map<Node, Mark> {
  const marks = new Map<Node, Mark>();
  const put = (selector: string | undefined, mark: Mark): void => {
    if (selector !== undefined) for (const element of all(selector, page)) marks.set(element, mark);
  };
  put(layout.heading, 'heading');
  put(layout.sampleInput, 'sampleInput');
  put(layout.sampleOutput, 'sampleOutput');
  put(layout.drop, 'drop');
  return marks;
}

/** The root itself, or, for a pasted fragment without one element around it, an element that holds it all. */
function wrap(page: Page, root: Element): Element {
  const siblings = page.children.filter(
    (node) => isElement(node) || (node.type === 'text' && node.data.trim() !== ''),
  );
  if (siblings.length <= 1 || root.parent !== page || root.name === 'html' || root.name === 'body')
    return root;
  return Object.assign(Object.create(Object.getPrototypeOf(root) as object) as Element, root, {
    name: 'div',
    attribs: {},
    children: page.children,
  });
}

function firstElement(page: Page): Element | undefined {
  return page.children.find(isElement);
}

function limitBlocks(page: Page, layout: Layout | undefined): Block[] {
  if (layout?.limits === undefined) return [];
  return all(layout.limits, page).flatMap((element): Block[] => {
    const text = textOf(element);
    return text === '' || text.length > 400 ? [] : [{ kind: 'text', text }];
  });
}

function titleOf(page: Page, layout: Layout | undefined): string | undefined {
  if (layout?.title === undefined) return undefined;
  for (const selector of layout.title.split(',')) {
    const element = one(selector.trim(), page);
    const text = element && textOf(element).replace(/\s+(?:Editorial|解説|Copy)$/, '');
    if (text) return text;
  }
  return undefined;
}

function urlOf(page: Page): string | undefined {
  const link =
    one('link[rel="canonical"]', page)?.attribs.href ?? one('meta[property="og:url"]', page)?.attribs.content;
  if (link !== undefined && /^https?:\/\//.test(link)) return link;
  const [saved] = page.children.flatMap((node) =>
    node.type === 'comment' ? [/saved from url=\(\d+\)(https?:\/\/\S+)/.exec(node.data)?.[1]] : [],
  );
  return saved;
}

/** The blocks as text a model can read: headings marked, data fenced. */
function textOfBlocks(blocks: Block[]): string {
  const lines = blocks.map((block) => {
    if (block.kind === 'heading') return `\n## ${block.heading.title}\n${block.heading.rest}`;
    if (block.kind === 'title') return `\n# ${block.text}\n`;
    if (block.kind === 'code') return `\`\`\`\n${block.text.trimEnd()}\n\`\`\``;
    return block.text;
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
