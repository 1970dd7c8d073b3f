import type { Block } from '../block.ts';
import { blocksOfHeading, blocksOfText } from '../block.ts';
import { headingOf } from '../heading.ts';
import { childrenOf, type Element, isElement, isUnseen, type Node, nodesUnder, preText } from './dom.ts';

/** What a layout says about single elements, before the page is walked. */
export type Mark = 'heading' | 'sampleInput' | 'sampleOutput' | 'drop';

const blockTags = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure form header html legend li main ol p section table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6 pre'.split(
    ' ',
  ),
);

/** The page under `root` as blocks, in reading order. */
export function blocksOfPage(root: Element, marks: ReadonlyMap<Node, Mark>): Block[] {
  const walk = new Walk(marks);
  walk.element(root);
  return walk.finish();
}

/** Work still to do: a node to read, or a line to end after one. */
type Task = Node | 'endLine';

class Walk {
  private readonly blocks: Block[] = [];
  private line = '';
  private readonly marks: ReadonlyMap<Node, Mark>;

  constructor(marks: ReadonlyMap<Node, Mark>) {
    this.marks = marks;
  }

  element(root: Element): void {
    const tasks: Task[] = [root];
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      if (task === 'endLine') this.endLine();
      else this.node(task, tasks);
    }
  }

  finish(): Block[] {
    this.endLine();
    return this.blocks;
  }

  private node(node: Node, tasks: Task[]): void {
    if (node.type === 'text') {
      this.text(node.data);
      return;
    }
    const mark = this.marks.get(node);
    if (isUnseen(node) || mark === 'drop') return;
    if (!isElement(node)) {
      this.descend(node, tasks);
      return;
    }
    if (mark === 'sampleInput' || mark === 'sampleOutput') this.sample(mark, preText(node));
    else if (mark === 'heading' || /^h[1-6]$/.test(node.name)) this.heading(textOf(node));
    else if (node.name === 'pre') this.pre(node);
    else if (node.name === 'table' && this.sampleTable(node)) return;
    else if (node.name === 'br') this.endLine();
    else if (node.name === 'sup') this.line += `^${grouped(textOf(node))}`;
    else if (node.name === 'sub') this.line += `_${grouped(textOf(node))}`;
    else if (isFormulaTwin(node)) return;
    else if (isBoldParagraph(node)) this.boldParagraph(textOf(node));
    else this.inner(node, tasks);
  }

  private inner(node: Element, tasks: Task[]): void {
    const isBlock = blockTags.has(node.name);
    if (isBlock && node.name !== 'td' && node.name !== 'th') {
      this.endLine();
      tasks.push('endLine');
    }
    if (node.name === 'li') this.line += '- ';
    if (node.name === 'p' && this.blocks.length > 0) this.blocks.push({ kind: 'text', text: '' });
    if (node.name === 'td' || node.name === 'th') this.line += this.line === '' ? '' : '\t';
    this.descend(node, tasks);
  }

  private descend(node: Node, tasks: Task[]): void {
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) tasks.push(child);
    }
  }

  private text(data: string): void {
    const words = data.replace(/\s+/g, ' ').replaceAll('$$$', () => '$');
    this.line +=
      this.line === '' || this.line.endsWith(' ') || this.line.endsWith('\t') ? words.trimStart() : words;
  }

  private endLine(): void {
    const text = this.line.trim();
    this.line = '';
    if (text === '' || text === '-') return;
    const heading = text.length < 400 ? headingOf(text) : undefined;
    if (heading) this.blocks.push(...blocksOfHeading(heading));
    else this.blocks.push({ kind: 'text', text });
  }

  private heading(text: string): void {
    this.endLine();
    if (text === '') return;
    const heading = headingOf(text);
    this.blocks.push(heading ? { kind: 'heading', heading } : { kind: 'title', text });
  }

  private boldParagraph(text: string): void {
    if (headingOf(text)) this.heading(text);
    else {
      this.line = text;
      this.endLine();
    }
  }

  /** A sample's part; the heading the page itself gives it ("Input") is not kept a second time. */
  private sample(kind: 'sampleInput' | 'sampleOutput', text: string): void {
    this.endLine();
    const last = this.blocks[this.blocks.length - 1];
    if (last?.kind === 'heading' && /input|output/i.test(last.heading.kind)) this.blocks.pop();
    const title = kind === 'sampleInput' ? 'Sample Input' : 'Sample Output';
    this.blocks.push({ kind: 'heading', heading: { kind, rest: '', title } }, { kind: 'code', text });
  }

  /** A `<pre>` is data, unless it is prose with labels in bold ("Input: nums = ... Output: ... Explanation: ..."). */
  private pre(element: Element): void {
    this.endLine();
    const text = preText(element);
    const labelled = childrenOf(element).some(
      (child) => isElement(child) && /^(?:b|strong)$/.test(child.name),
    );
    const blocks = labelled ? blocksOfText(text) : [];
    if (blocks.filter((block) => block.kind === 'heading').length >= 2)
      this.blocks.push(...blocks.map((block) => ({ ...block })));
    else this.blocks.push({ kind: 'code', text });
  }

  /** A table headed "Input | Output": each row below is a sample. */
  private sampleTable(table: Element): boolean {
    const rows = rowsOf(table).map(cellsOf);
    const header = rows.slice(0, 5).findIndex((cells) => {
      const kinds = cells.slice(0, 8).map(columnOf);
      return kinds.includes('sampleInput') && kinds.includes('sampleOutput');
    });
    if (header < 0) return false;
    const kinds = (rows[header] ?? []).map(columnOf);
    this.endLine();
    for (const cell of rows[header] ?? [])
      if (/^\S+\.txt$/i.test(textOf(cell))) this.blocks.push({ kind: 'text', text: textOf(cell) });
    for (const cells of rows.slice(header + 1)) {
      for (const [index, cell] of cells.entries()) {
        const kind = kinds[index];
        if (kind) this.sample(kind, cellData(cell));
      }
    }
    return true;
  }
}

/** The table's own rows, not those of tables within it: old pages are laid out in tables, one inside the other. */
function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.name === 'tr') return [child];
    return /^t(?:head|body|foot)$/.test(child.name)
      ? childrenOf(child).filter((row): row is Element => isElement(row) && row.name === 'tr')
      : [];
  });
}

function cellsOf(row: Element): Element[] {
  return childrenOf(row).filter(
    (child): child is Element => isElement(child) && (child.name === 'td' || child.name === 'th'),
  );
}

function cellData(cell: Element): string {
  for (const node of nodesUnder(cell)) if (isElement(node) && node.name === 'pre') return preText(node);
  return preText(cell)
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

/** What a table's head says of a column; "INPUT.TXT" heads one of inputs. */
function columnOf(cell: Element): 'sampleInput' | 'sampleOutput' | undefined {
  const kind = headingOf(textOf(cell, 60).replace(/\.txt$/i, ''))?.kind;
  if (kind === 'input' || kind === 'sampleInput') return 'sampleInput';
  return kind === 'output' || kind === 'sampleOutput' ? 'sampleOutput' : undefined;
}

/** The text an element shows, on one line; of one of more nodes than any heading has, how it begins. */
export function textOf(element: Element, mostNodes = 2000): string {
  let text = '';
  const stack: (Node | ' ')[] = [element];
  for (let count = 0; count < mostNodes; count++) {
    const node = stack.pop();
    if (node === undefined) break;
    if (node === ' ') text += ' ';
    else if (node.type === 'text') text += node.data;
    else if (node === element || !isHidden(node)) {
      const children = childrenOf(node);
      const isBlock = isElement(node) && (node.name === 'br' || blockTags.has(node.name));
      if (isBlock) {
        text += ' ';
        stack.push(' ');
      }
      for (let index = Math.min(children.length, mostNodes) - 1; index >= 0; index--) {
        const child = children[index];
        if (child) stack.push(child);
      }
    }
  }
  return text.replace(/\s+/g, ' ').trim();
}

function isHidden(node: Node): boolean {
  return (
    isUnseen(node) || (isElement(node) && /\b(?:btn|copier|katex-mathml)\b/.test(node.attribs.class ?? ''))
  );
}

function grouped(text: string): string {
  return /^[\w-]{1,12}$/.test(text) ? text : `{${text}}`;
}

/** KaTeX and MathJax show a formula twice: the part for screen readers is left out, the other is read. */
function isFormulaTwin(element: Element): boolean {
  return (
    /\b(?:katex-mathml|MathJax_Preview|MJX_Assistive_MathML)\b/.test(element.attribs.class ?? '') ||
    element.name === 'mjx-assistive-mml'
  );
}

function isBoldParagraph(element: Element): boolean {
  if (element.name !== 'p' && element.name !== 'div') return false;
  const children = childrenOf(element).filter(
    (child) => !(child.type === 'text' && child.data.trim() === ''),
  );
  const [only] = children;
  return children.length === 1 && only !== undefined && isElement(only) && /^(?:b|strong)$/.test(only.name);
}
