import { type Block, blocksOfText, Patience } from './block.ts';
import { headingOf } from './heading.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './statement.ts';

/** olymp.sty's and Polygon's commands that open a section, in the words of the vocabulary. */
const sectionCommands: Record<string, string> = {
  InputFile: 'Input',
  OutputFile: 'Output',
  Input: 'Input',
  Output: 'Output',
  Example: 'Example',
  Examples: 'Examples',
  Note: 'Note',
  Notes: 'Note',
  Interaction: 'Interaction',
  Scoring: 'Scoring',
  Explanation: 'Explanation',
  Explanations: 'Explanation',
  Constraints: 'Constraints',
};
/** Commands whose argument heads a section. */
const headingCommands = new Set(['section', 'subsection', 'subsubsection', 'paragraph', 'chapter']);
/** Commands whose argument is text, shown as it is. */
const textCommands = new Set(
  'textbf textit texttt textrm emph underline text mathrm mathit bf it t tt textsf sout url'.split(' '),
);
/** Environments whose body is data. */
const verbatim = new Set(['verbatim', 'lstlisting', 'Verbatim', 'minted', 'alltt']);

/** True when a text is LaTeX: an environment or one of olymp.sty's section commands. */
export function looksLikeLatex(text: string): boolean {
  const head = text.slice(0, 20_000);
  return /\\begin\{(?:problem|document|statement|example|tutorial)\}|\\problemname\b|\\(?:InputFile|OutputFile)\b|\\(?:sub)?section\*?\{/.test(
    head,
  );
}

/** Understands a LaTeX statement (olymp.sty, Polygon, Kattis, plain sections); undefined when it holds no problem. */
export function problemOfLatex(text: string): Problem | undefined {
  const reader = new LatexReader(withoutComments(text.slice(0, longest)));
  const blocks = reader.read();
  const problem = problemOf(blocks, text, 'document');
  if (!problem) return undefined;
  return { ...problem, ...(reader.title === undefined ? {} : { title: reader.title }) };
}

const verbatimEdge = /\\(begin|end)\{(?:verbatim|lstlisting|Verbatim|alltt|minted)\}/g;

function withoutComments(text: string): string {
  let inVerbatim = false;
  return text
    .split('\n')
    .map((line) => {
      const edges = line.includes('\\') ? [...line.matchAll(verbatimEdge)].map(([, edge]) => edge) : [];
      inVerbatim ||= edges.includes('begin');
      const kept = inVerbatim || !line.includes('%') ? line : line.replace(/(^|[^\\])%.*$/, '$1');
      if (edges.includes('end')) inVerbatim = false;
      return kept;
    })
    .join('\n');
}

/** Letters of LaTeX that are read; a sample that this cuts never closes, and so is none. */
const longest = 600_000;

class LatexReader {
  title: string | undefined;
  private readonly source: string;
  private readonly blocks: Block[] = [];
  private pending = '';
  private at = 0;
  private readonly reading = new Patience();
  /** Characters that may still be spent on braces that never close; keeps a text of open braces linear. */
  private patience = 1_000_000;

  constructor(source: string) {
    this.source = source;
  }

  /** One pass over the source; each character is looked at a bounded number of times. */
  read(): Block[] {
    const command = /\\([A-Za-z]+)\*?/y;
    while (this.at < this.source.length && !this.reading.isOver) {
      const next = this.source.indexOf('\\', this.at);
      if (next < 0) break;
      this.pending += this.source.slice(this.at, next);
      command.lastIndex = next;
      const found = command.exec(this.source);
      if (!found?.[1]) {
        this.pending +=
          this.source.slice(next, next + 2) === '\\\\' ? '\n' : this.source.slice(next, next + 2);
        this.at = next + 2;
        continue;
      }
      this.at = next + found[0].length;
      this.command(found[1], found[0]);
    }
    this.pending += this.source.slice(this.at);
    this.flush();
    return this.blocks;
  }

  private command(name: string, written: string): void {
    const section = sectionCommands[name];
    if (section !== undefined) this.heading(section);
    else if (headingCommands.has(name)) this.heading(this.argument() ?? '');
    else if (name === 'begin') this.begin(this.argument() ?? '');
    else if (name === 'end') this.argument();
    else if (name === 'problemname' || name === 'title')
      this.title ??= plain(this.argument() ?? '') || undefined;
    else if (name === 'exmp' || name === 'exmpfile') this.sample(name);
    else if (name === 'item') this.pending += '\n- ';
    else if (name === 'includegraphics' || name === 'label' || name === 'vspace' || name === 'hspace')
      this.argument();
    else if (textCommands.has(name)) this.pending += name === 'url' ? (this.argument() ?? '') : '';
    else this.pending += written;
  }

  private begin(environment: string): void {
    const base = environment.replace(/\*$/, '');
    if (base === 'problem') this.problemHeader();
    else if (verbatim.has(base)) this.code(environment);
    else if (base === 'tabular' || base === 'array') this.argument();
  }

  /** `\begin{problem}{Title}{input}{output}{time}{memory}`: files and limits become lines of their own. */
  private problemHeader(): void {
    const [title, input, output, time, memory] = [0, 1, 2, 3, 4].map(() => this.argument());
    this.title ??= title === undefined ? undefined : plain(title) || undefined;
    for (const [label, value] of [
      ['Input file', input],
      ['Output file', output],
      ['Time limit', time],
      ['Memory limit', memory],
    ]) {
      if (value) this.blocks.push({ kind: 'text', text: `${label}: ${plain(value)}` });
    }
  }

  private code(environment: string): void {
    const close = `\\end{${environment}}`;
    const end = this.source.indexOf(close, this.at);
    if (end < 0) return;
    this.flush();
    const body = this.source.slice(this.at, end).replace(/^(?:\[[^\]\n]{0,200}\])?[ \t]*\n/, '');
    this.blocks.push({ kind: 'code', text: body });
    this.at = end + close.length;
  }

  private sample(name: string): void {
    const input = this.argument();
    const output = this.argument();
    if (input === undefined || output === undefined || name === 'exmpfile') return;
    this.flush();
    for (const [kind, title, text] of [
      ['sampleInput', 'Sample Input', input],
      ['sampleOutput', 'Sample Output', output],
    ] as const) {
      this.blocks.push(
        { kind: 'heading', heading: { kind, rest: '', title } },
        { kind: 'code', text: dataOf(text) },
      );
    }
  }

  private heading(text: string): void {
    this.flush();
    const title = plain(text);
    const heading = headingOf(title);
    if (heading) this.blocks.push({ kind: 'heading', heading });
    else if (title !== '') this.blocks.push({ kind: 'title', text: title });
  }

  private flush(): void {
    const text = this.pending.replaceAll('~', ' ').replace(/---?/g, '-').replace(/``|''/g, '"');
    this.pending = '';
    if (text.trim() !== '') this.blocks.push(...blocksOfText(withoutTextBraces(text), this.reading));
  }

  /** The next `{...}`, braces balanced, or undefined when none follows. */
  private argument(): string | undefined {
    const open = /[ \t]*(?:\[[^\]\n]{0,200}\])?\s{0,20}\{/y;
    open.lastIndex = this.at;
    const found = open.exec(this.source);
    if (!found) return undefined;
    const start = this.at + found[0].length;
    let depth = 1;
    const stop = Math.min(this.source.length, start + Math.min(200_000, this.patience));
    for (let end = start; end < stop; end++) {
      const sign = this.source[end];
      if (sign === '\\') end++;
      else if (sign === '{') depth++;
      else if (sign === '}' && --depth === 0) {
        this.at = end + 1;
        return this.source.slice(start, end);
      }
    }
    this.patience -= stop - start;
    return undefined;
  }
}

/** A sample's text without the escapes that TeX asks for. */
function dataOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\\([{}_#%&$])/g, '$1')
    .replaceAll('\\\\', '\n');
}

function plain(text: string): string {
  return text
    .replace(/\\[A-Za-z]+\*?/g, ' ')
    .replace(/[{}~$]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Braces left by text commands go; those of formulas stay, for they group. */
function withoutTextBraces(text: string): string {
  return text
    .split(/(\$[^$\n]{0,400}\$)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[{}]/g, '')))
    .join('');
}
