const latexWords: [RegExp, string][] = [
  [/\\(?:leqslant|leq|le)(?![a-z])/g, '≤'],
  [/\\(?:geqslant|geq|ge)(?![a-z])/g, '≥'],
  [/\\lt(?![a-z])/g, '<'],
  [/\\gt(?![a-z])/g, '>'],
  [/\\(?:cdot|times)(?![a-z])/g, '*'],
  [/\\(?:ldots|dots|cdots)(?![a-z])/g, '...'],
  [/\\(?:lvert|rvert|vert|mid)(?![a-z])/g, '|'],
  [/\\(?:text|mathrm|mathit|mathtt|textbf|textit|texttt|operatorname|mathbf)\s?\{([^{}]{0,80})\}/g, '$1'],
  [/\\(?:left|right|displaystyle|quad|qquad|big|Big)(?![a-z])/g, ' '],
  [/\\[,;:! ]/g, ' '],
];

/**
 * A line with its formulas in one plain notation: `≤ ≥ < > *`, `^k`, `_i`, no dollar signs, braces or TeX
 * commands. Costs time linear in the line's length.
 */
export function plainNotation(line: string): string {
  let text = line
    .replaceAll('{,}', '')
    .replaceAll('&le;', '≤')
    .replaceAll('&lt;', '<')
    .replaceAll('&ge;', '≥');
  if (text.includes('\\')) for (const [word, sign] of latexWords) text = text.replace(word, sign);
  if (/[^\x20-\x7e]/.test(text)) text = plainSigns(text);
  if (text.includes('<')) text = plainTags(text);
  return text
    .replace(/\$+/g, '')
    .replace(/[<>]=/g, (sign) => (sign === '>=' ? '≥' : '≤'))
    .replace(/([\^_])\s?\{\s?([^{}]{1,24}?)\s?\}/g, '$1$2')
    .replace(/[{}`]|\\(?=[_|])/g, '')
    .replace(/\*\*(?=\D|$)|(?<=\D|^)\*\*/g, '');
}

/** Typographic signs as plain ones. */
function plainSigns(text: string): string {
  return text
    .replace(/[⁻⁰¹²³⁴-⁹]{1,5}/g, (raised) => `^${plainDigits(raised)}`)
    .replace(/[₀-₉]{1,5}/g, (lowered) => `_${plainDigits(lowered)}`)
    .replace(/[≦⩽]/g, '≤')
    .replace(/[≧⩾]/g, '≥')
    .replace(/[×·⋅•∙](?=\s?\d)/g, '*')
    .replace(/[−–‒]/g, '-')
    .replace(/[\u00a0\u2009\u202f\u200b]/g, ' ');
}

function plainTags(text: string): string {
  return text
    .replace(/<sup>\s?(-?\d{1,4}|[a-z])\s?<\/sup>/gi, '^$1')
    .replace(/<sub>\s?(\w{1,10})\s?<\/sub>/gi, '_$1');
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const loweredDigits = '₀₁₂₃₄₅₆₇₈₉';

/** Raised or lowered digits as ordinary ones. */
function plainDigits(text: string): string {
  return [...text]
    .map((sign) =>
      sign === '⁻' ? '-' : Math.max(raisedDigits.indexOf(sign), loweredDigits.indexOf(sign)).toString(),
    )
    .join('');
}
