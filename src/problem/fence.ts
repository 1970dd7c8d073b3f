/** The index of the line end at or behind `at`, or the text's length. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const fence = /^[ \t]{0,12}(`{3,24}|~{3,24})([^`]{0,80})$/;
const openTag = /^[ \t]{0,80}<pre\b[^>]{0,100}>/i;

/**
 * Finds code blocks: fenced ones and `<pre>`. A sign that was once searched to the end of the text in vain is not
 * searched again, nor is a longer one, so that a text of a million opening fences stays linear.
 */
export class Fences {
  private readonly text: string;
  private readonly vain = new Map<string, number>();
  private isOpenPre = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The code that opens on the line at `at`, and where its closing line ends; undefined when none does or it never ends. */
  codeAt(at: number, line: string): { text: string; end: number } | undefined {
    if (line.length > 200) return undefined;
    const sign = line.includes('```') || line.includes('~~~') ? fence.exec(line)?.[1] : undefined;
    if (sign) return this.fenced(at, line, sign);
    return line.includes('<') && openTag.test(line) ? this.preformatted(at) : undefined;
  }

  private fenced(at: number, line: string, sign: string): { text: string; end: number } | undefined {
    const kind = sign.charAt(0);
    if (sign.length >= (this.vain.get(kind) ?? Number.POSITIVE_INFINITY)) return undefined;
    const body = at + line.length + 1;
    for (let found = this.text.indexOf(sign, body); found >= 0; found = this.text.indexOf(sign, found)) {
      const start = this.text.lastIndexOf('\n', found) + 1;
      const end = endOfLine(this.text, found);
      const mayClose = !/[^`~\s]/.test(this.text.charAt(found + sign.length));
      if (mayClose && end - start <= 200 && isClosing(this.text.slice(start, end), kind)) {
        const indent = line.length - line.trimStart().length;
        const lines = this.text.slice(body, Math.max(body, start - 1));
        return { text: indent === 0 ? lines : dedented(lines, indent), end };
      }
      found = end;
    }
    this.vain.set(kind, sign.length);
    return undefined;
  }

  private preformatted(at: number): { text: string; end: number } | undefined {
    if (this.isOpenPre) return undefined;
    const close = /<\/pre>[ \t]*$/gim;
    close.lastIndex = at;
    const found = close.exec(this.text);
    this.isOpenPre = !found;
    if (!found) return undefined;
    const end = endOfLine(this.text, found.index);
    return { text: plainPre(this.text.slice(at, found.index)), end };
  }
}

/** True for a line of nothing but the fence's sign. */
function isClosing(line: string, kind: string): boolean {
  return line.trim().replaceAll(kind, '') === '';
}

function plainPre(markup: string): string {
  return markup
    .replace(/^\s*<pre\b[^>]{0,100}>\n?/i, '')
    .replace(/<\/?(?:b|strong|i|em|code|samp|span)>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function dedented(lines: string, by: number): string {
  return lines
    .split('\n')
    .map((line) => {
      let cut = 0;
      while (cut < by && (line[cut] === ' ' || line[cut] === '\t')) cut++;
      return line.slice(cut);
    })
    .join('\n');
}
