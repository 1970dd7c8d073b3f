import { selectAll, selectOne } from 'css-select';
import { parseDocument } from 'htmlparser2';

/** A parsed page, an element of it, or any node. */
export type Page = ReturnType<typeof parseDocument>;
export type Node = Page['children'][number];
export type Element = Extract<Node, { attribs: { [name: string]: string } }>;

/** Parses HTML as browsers forgive it. Never throws; nothing in it is run or loaded. */
export function parsePage(html: string): Page {
  return parseDocument(html, { decodeEntities: true, lowerCaseTags: true });
}

/** The first element that the selector names, in document order. */
export function one(selector: string, within: Page | Element): Element | undefined {
  const found = selectOne(selector, within as Element);
  return found && isElement(found) ? found : undefined;
}

/** All elements that the selector names, in document order. */
export function all(selector: string, within: Page | Element): Element[] {
  return selectAll<Node, Element>(selector, within as Element).filter(isElement);
}

export function isElement(node: Node): node is Element {
  return 'attribs' in node;
}

/** The node's children, or none for a leaf. */
export function childrenOf(node: Node): Node[] {
  return 'children' in node ? (node.children as Node[]) : [];
}

/** Every node under `root` and itself, without recursion: pages may be nested as deep as they like. */
export function* nodesUnder(root: Node): Generator<Node> {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
}

/** Elements that hold nothing a reader sees. */
const unseen = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'button',
  'select',
  'textarea',
  'iframe',
  'head',
  'nav',
  'footer',
]);

export function isUnseen(node: Node): boolean {
  return (
    node.type === 'comment' ||
    node.type === 'directive' ||
    (isElement(node) && (unseen.has(node.name) || 'hidden' in node.attribs))
  );
}

/** The text of a preformatted element: lines kept, `<br>` and line `<div>`s as line ends, buttons left out. */
export function preText(element: Element): string {
  let text = '';
  const visit: (Node | string)[] = [element];
  for (let node = visit.pop(); node !== undefined; node = visit.pop()) {
    if (typeof node === 'string') {
      if (text !== '' && !text.endsWith('\n')) text += node;
    } else if (node.type === 'text') {
      text += node.data;
    } else if (
      !isUnseen(node) &&
      !(isElement(node) && /\b(?:btn|copy|copier)/.test(node.attribs.class ?? ''))
    ) {
      if (isElement(node) && node.name === 'br') text += '\n';
      const isLine =
        isElement(node) &&
        node !== element &&
        (node.name === 'div' || node.name === 'p' || node.name === 'li');
      if (isLine) {
        if (text !== '' && !text.endsWith('\n')) text += '\n';
        visit.push('\n');
      }
      const children = childrenOf(node);
      for (let index = children.length - 1; index >= 0; index--) {
        const child = children[index];
        if (child) visit.push(child);
      }
    }
  }
  return text;
}
