/** What an expression does with its parts; `root` is the second part's root of the first. */
export type Operation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'pow'
  | 'negate'
  | 'sqrt'
  | 'root'
  | 'factorial'
  | 'binomial'
  | 'mod'
  | 'gcd'
  | 'lcm'
  | 'max'
  | 'min'
  | 'abs'
  | 'floor'
  | 'ceil'
  | 'exp'
  | 'ln'
  | 'log'
  | Trigonometric;

type Trigonometric = (typeof trigonometric)[number];
const trigonometric = [
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'arcsin',
  'arccos',
  'arctan',
  'sinh',
  'cosh',
  'tanh',
] as const;

export type Expression =
  | { kind: 'number'; text: string }
  | { kind: 'symbol'; name: string }
  | { kind: 'call'; operation: Operation; parts: Expression[] };

/** The text is no expression that is understood here; nothing is said of its value. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood';
}

/** Names that are functions in a text without backslashes, too. The longest come first. */
const functions: Record<string, Operation> = {
  ...Object.fromEntries(trigonometric.map((name) => [name, name])),
  asin: 'arcsin',
  acos: 'arccos',
  atan: 'arctan',
  cosec: 'csc',
  sqrt: 'sqrt',
  cbrt: 'root',
  exp: 'exp',
  ln: 'ln',
  log: 'log',
  lg: 'log',
  gcd: 'gcd',
  lcm: 'lcm',
  max: 'max',
  min: 'min',
  abs: 'abs',
  floor: 'floor',
  ceil: 'ceil',
  binom: 'binomial',
};
const functionNames = Object.keys(functions).sort((a, b) => b.length - a.length);

const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Sigma|Phi|Psi|Omega|ell)$/;
const infinity = /^(?:infty|infinity|oo)$/;

/** Numbers, commands, words of letters, single signs. */
const token =
  /\s+|\d+(?:\.\d+)?[eE][+-]?\d{1,3}(?![\d.\w])|\d+(?:\.\d+|\.(?=\\overline))?|\.\d+|\\[A-Za-z]+|\\.|[A-Za-z]+|[\s\S]/gu;

/** Nested deeper than a person writes. */
const deepest = 60;

/**
 * Reads a formula in LaTeX or plain text: "\frac{1}{2}", "3\sqrt2", "2^(n-1)", "sin 30°". One pass, without
 * backtracking, so that a hostile text costs no more than its length.
 * @throws NotUnderstood
 */
export function expressionOf(text: string): Expression {
  return new Reader(text).whole();
}

class Reader {
  readonly #tokens: string[];
  #at = 0;
  #depth = 0;
  /** Inside bars: there a bar ends what is open. */
  #bars = 0;

  constructor(text: string) {
    this.#tokens = (plainBrackets(text).match(token) ?? []).filter((it) => it.trim() !== '');
  }

  whole(): Expression {
    const found = this.#sum();
    if (this.#at < this.#tokens.length) throw this.#wrong();
    return found;
  }

  get #next(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #wrong(): NotUnderstood {
    return new NotUnderstood(this.#next === '' ? 'it ends too early' : `"${this.#next}" is not understood`);
  }

  #takes(...signs: string[]): boolean {
    if (!signs.includes(this.#next)) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#wrong();
  }

  #sum(): Expression {
    if (++this.#depth > deepest) throw new NotUnderstood('it is nested too deeply');
    let left = this.#product();
    for (;;) {
      if (this.#takes('+')) left = call('add', left, this.#product());
      else if (this.#takes('-', '−', '–')) left = call('subtract', left, this.#product());
      else if (this.#takes('\\bmod', '\\mod')) left = call('mod', left, this.#product());
      else break;
    }
    this.#depth--;
    return left;
  }

  #product(): Expression {
    if (this.#takes('-', '−', '–'))
      return call(
        'negate',
        this.#deeper(() => this.#product()),
      );
    if (this.#takes('+')) return this.#deeper(() => this.#product());
    let left = this.#power();
    for (;;) {
      if (this.#takes('*', '\\cdot', '\\times', '·', '×', '⋅', '∗', '\\ast'))
        left = call('multiply', left, this.#signed());
      else if (this.#takes('/', '\\div', '÷', '∕')) left = call('divide', left, this.#signed());
      else if (this.#takes('mod')) left = call('mod', left, this.#signed());
      else if (this.#begins()) {
        const before = this.#tokens[this.#at - 1] ?? '';
        // A number after a number is no product, and 1\frac{1}{2} is one and a half.
        if (/^[\d.]/.test(this.#next) && /\d$/.test(before)) throw this.#wrong();
        const isMixed = /^\d+$/.test(before) && isFraction(this.#next) && isWhole(left);
        const right = this.#power();
        left = call(isMixed && isPlainFraction(right) ? 'add' : 'multiply', left, right);
      } else return left;
    }
  }

  #signed(): Expression {
    if (this.#takes('-', '−', '–'))
      return call(
        'negate',
        this.#deeper(() => this.#signed()),
      );
    return this.#power();
  }

  #deeper<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new NotUnderstood('it is nested too deeply');
    const found = read();
    this.#depth--;
    return found;
  }

  #power(): Expression {
    let base = this.#postfix(this.#atom());
    if (this.#takes('^', '**')) base = call('pow', base, this.#exponent());
    return this.#postfix(base);
  }

  #postfix(atom: Expression): Expression {
    let found = atom;
    for (;;) {
      if (this.#takes('!')) found = call('factorial', found);
      else if (this.#next === '^' && /^(?:\\circ|°|∘)$/.test(this.#tokens[this.#at + 1] ?? '')) {
        this.#at += 2;
        found = degrees(found);
      } else if (
        this.#next === '^' &&
        this.#tokens[this.#at + 1] === '{' &&
        this.#tokens[this.#at + 2] === '\\circ'
      ) {
        this.#at += 3;
        this.#expect('}');
        found = degrees(found);
      } else if (this.#takes('°', '\\degree')) found = degrees(found);
      else if (this.#takes('\\%', '%')) found = call('divide', found, number('100'));
      else if (this.#takes('²')) found = call('pow', found, number('2'));
      else if (this.#takes('³')) found = call('pow', found, number('3'));
      else return found;
    }
  }

  #exponent(): Expression {
    if (this.#next === '{') return this.#group();
    return this.#deeper(() => {
      if (this.#takes('-', '−', '–')) return call('negate', this.#exponent());
      const atom = this.#next.length > 1 && /^\d+$/.test(this.#next) ? this.#atom() : this.#single();
      // 2^3^2 is 2^(3^2).
      return this.#takes('^', '**') ? call('pow', atom, this.#exponent()) : atom;
    });
  }

  /** The one thing after `^`, `\frac` or `\sqrt` where there are no braces. */
  #single(): Expression {
    return this.#next === '{' ? this.#group() : this.#atom();
  }

  #group(): Expression {
    this.#expect('{');
    const [bars, found] = [this.#bars, this.#sumWithoutBars()];
    this.#expect('}');
    this.#bars = bars;
    return found;
  }

  #sumWithoutBars(): Expression {
    this.#bars = 0;
    return this.#sum();
  }

  /** True when something begins here that a product without a sign goes on with. */
  #begins(): boolean {
    const next = this.#next;
    if (next === '|') return this.#bars === 0;
    if (next === 'mod') return false;
    return (
      /^[\d.A-Za-z({π√∞]/u.test(next) ||
      /^\\(?:d?frac|tfrac|cfrac|sqrt|pi|lfloor|lceil|lvert|d?binom|operatorname|mathrm|text)$/.test(next) ||
      (next.startsWith('\\') && (greek.test(next.slice(1)) || next.slice(1) in functions)) ||
      next === '\\infty'
    );
  }

  #atom(): Expression {
    const next = this.#next;
    if (/^[\d.]/.test(next)) return this.#number();
    if (next === '(' || next === '[' || next === '{') return this.#bracketed();
    if (next === '|' || next === '\\lvert' || next === '\\vert') return this.#absolute();
    if (next === '√') {
      this.#at++;
      return call(
        'sqrt',
        this.#deeper(() => this.#single()),
      );
    }
    if (next === 'π' || next === '∞') {
      this.#at++;
      return { kind: 'symbol', name: next === 'π' ? 'pi' : 'infinity' };
    }
    if (next.startsWith('\\')) return this.#command();
    if (/^[A-Za-z]/.test(next)) return this.#word();
    if (/^\p{Script=Greek}$/u.test(next)) {
      this.#at++;
      return { kind: 'symbol', name: next };
    }
    throw this.#wrong();
  }

  #number(): Expression {
    let text = this.#next;
    this.#at++;
    if (text.length > 2000) throw new NotUnderstood('a number is too long');
    const [mantissa, exponent] = text.split(/[eE]/);
    if (mantissa && exponent)
      return call('multiply', number(mantissa), call('pow', number('10'), number(exponent.replace('+', ''))));
    // 0.\overline{3}: the digits under the line repeat for ever.
    if (this.#next === '\\overline' && text.includes('.')) return this.#repeating(text);
    while (/^(?:\\,|\\!|,)$/.test(this.#next) === false && this.#next === '{' && this.#isThousands()) {
      text += this.#tokens[this.#at + 3] ?? '';
      this.#at += 4;
    }
    while (/^\\[,! ]$/.test(this.#next) && /^\d{3}$/.test(this.#tokens[this.#at + 1] ?? '')) {
      text += this.#tokens[this.#at + 1] ?? '';
      this.#at += 2;
    }
    return number(text);
  }

  /** `{,}000` */
  #isThousands(): boolean {
    const [comma, close, digits] = this.#tokens.slice(this.#at + 1, this.#at + 4);
    return comma === ',' && close === '}' && /^\d{3}(?:\.\d+)?$/.test(digits ?? '');
  }

  #repeating(before: string): Expression {
    this.#expect('\\overline');
    this.#expect('{');
    const digits = this.#next;
    if (!/^\d{1,40}$/.test(digits)) throw this.#wrong();
    this.#at++;
    this.#expect('}');
    const places = before.split('.')[1]?.length ?? 0;
    const nines = `${'9'.repeat(digits.length)}${'0'.repeat(places)}`;
    return call('add', number(before.replace(/\.$/, '')), call('divide', number(digits), number(nines)));
  }

  #bracketed(): Expression {
    const close = { '(': ')', '[': ']', '{': '}' }[this.#next] ?? '';
    this.#at++;
    const bars = this.#bars;
    const found = this.#sumWithoutBars();
    this.#expect(close);
    this.#bars = bars;
    return found;
  }

  #absolute(): Expression {
    const close = this.#next === '\\lvert' ? '\\rvert' : this.#next;
    this.#at++;
    this.#bars++;
    const found = this.#sum();
    this.#bars--;
    this.#expect(close);
    return call('abs', found);
  }

  #command(): Expression {
    const name = this.#next.slice(1);
    this.#at++;
    if (/^(?:[dtc]?frac)$/.test(name)) {
      const top = this.#deeper(() => this.#fractionPart());
      return call(
        'divide',
        top,
        this.#deeper(() => this.#fractionPart()),
      );
    }
    if (/^[dt]?binom$/.test(name)) {
      const top = this.#deeper(() => this.#single());
      return call(
        'binomial',
        top,
        this.#deeper(() => this.#single()),
      );
    }
    if (name === 'sqrt') return this.#root();
    if (name === 'lfloor' || name === 'lceil') {
      const found = this.#sum();
      this.#expect(name === 'lfloor' ? '\\rfloor' : '\\rceil');
      return call(name === 'lfloor' ? 'floor' : 'ceil', found);
    }
    if (/^(?:operatorname|mathrm|mathit|text|mathbf)$/.test(name)) {
      this.#expect('{');
      const word = this.#next;
      this.#at++;
      this.#expect('}');
      if (word in functions) return this.#applied(word);
      if (/^[A-Za-z]$/.test(word)) return symbol(word);
      throw new NotUnderstood(`"${word}" is no formula`);
    }
    if (name in functions) return this.#applied(name);
    if (name === 'pi') return { kind: 'symbol', name: 'pi' };
    if (infinity.test(name)) return { kind: 'symbol', name: 'infinity' };
    if (greek.test(name)) return this.#subscripted(name);
    this.#at--;
    throw this.#wrong();
  }

  /** `\frac12` is a half: without braces each part is one digit or letter. */
  #fractionPart(): Expression {
    const next = this.#next;
    if (/^\d{2,}$/.test(next)) {
      this.#tokens.splice(this.#at, 1, next.charAt(0), next.slice(1));
    }
    return this.#single();
  }

  #root(): Expression {
    if (!this.#takes('[')) {
      if (/^\d{2,}$/.test(this.#next))
        this.#tokens.splice(this.#at, 1, this.#next.charAt(0), this.#next.slice(1));
      return call(
        'sqrt',
        this.#deeper(() => this.#single()),
      );
    }
    const degree = this.#sum();
    this.#expect(']');
    return call(
      'root',
      this.#deeper(() => this.#single()),
      degree,
    );
  }

  /** A word without a backslash: a function's name, `pi`, or letters that are multiplied. */
  #word(): Expression {
    const word = this.#next;
    const known = functionNames.find((name) => word.startsWith(name));
    const starts = known ?? (/^pi(?![a-z])/.test(word) ? 'pi' : infinity.test(word) ? word : word.charAt(0));
    if (starts.length < word.length) this.#tokens.splice(this.#at, 1, starts, word.slice(starts.length));
    this.#at++;
    if (known) return this.#applied(known);
    if (starts === 'pi') return { kind: 'symbol', name: 'pi' };
    if (infinity.test(starts)) return { kind: 'symbol', name: 'infinity' };
    return this.#subscripted(starts);
  }

  #subscripted(name: string): Expression {
    if (!this.#takes('_')) return symbol(name);
    const isGroup = this.#takes('{');
    const parts: string[] = [];
    do {
      if (!/^[\dA-Za-z]+$/.test(this.#next)) throw this.#wrong();
      parts.push(this.#next);
      this.#at++;
    } while (isGroup && this.#next !== '}');
    if (isGroup) this.#expect('}');
    return { kind: 'symbol', name: `${name}_${parts.join('')}` };
  }

  #applied(name: string): Expression {
    return this.#deeper(() => {
      const operation = functions[name];
      if (!operation) throw this.#wrong();
      let base: Expression | undefined;
      if (this.#takes('_')) base = this.#single();
      let power: Expression | undefined;
      if (this.#takes('^')) power = this.#exponent();
      const parts = this.#arguments();
      // sin^{-1} x is the inverse function, not the reciprocal: too easily misread to decide by.
      if (power && isNegative(power)) throw new NotUnderstood('an inverse function written as a power');
      const made = applied(name, operation, parts, base);
      return power ? call('pow', made, power) : made;
    });
  }

  /** In brackets, several of them between commas; or else the product that follows: `sin 2x`. */
  #arguments(): Expression[] {
    if (this.#takes('(')) {
      const bars = this.#bars;
      const parts = [this.#sumWithoutBars()];
      while (this.#takes(',')) parts.push(this.#sumWithoutBars());
      this.#bars = bars;
      this.#expect(')');
      return parts;
    }
    let found = this.#takes('-', '−') ? call('negate', this.#power()) : this.#power();
    while (this.#begins() && !this.#isFunction()) {
      const before = this.#tokens[this.#at - 1] ?? '';
      if (/^[\d.]/.test(this.#next) && /\d$/.test(before)) throw this.#wrong();
      if (this.#next === '(') break;
      found = call('multiply', found, this.#power());
    }
    if (this.#next === '/' && /^\d+$/.test(this.#tokens[this.#at + 1] ?? '')) {
      this.#at++;
      found = call('divide', found, this.#number());
    }
    return [found];
  }

  #isFunction(): boolean {
    const name = this.#next.replace(/^\\/, '');
    return name in functions && name !== 'sqrt';
  }
}

/** Brackets without the words that only say how large they are drawn, and no white space of LaTeX's. */
export function plainBrackets(text: string): string {
  return text
    .replace(/\\(?:left|[bB]igg?l)\s*\|/g, '\\lvert ')
    .replace(/\\(?:right|[bB]igg?r)\s*\|/g, '\\rvert ')
    .replace(/\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*\.?/g, '')
    .replace(/\\(?:displaystyle|textstyle|limits|quad|qquad|thinspace)(?![A-Za-z])|\\[;:!]|~/g, ' ');
}

function applied(
  name: string,
  operation: Operation,
  parts: Expression[],
  base: Expression | undefined,
): Expression {
  const [first, second] = parts;
  const many = ['gcd', 'lcm', 'max', 'min', 'binomial'];
  if (!first || (parts.length > 1 && !many.includes(operation)))
    throw new NotUnderstood(`${name} of ${parts.length} values`);
  if (operation === 'log' && base) return call('divide', call('ln', first), call('ln', base));
  if (base) throw new NotUnderstood(`${name} with a subscript`);
  if (name === 'cbrt') return call('root', first, number('3'));
  if (operation === 'binomial' && !second) throw new NotUnderstood('binom of one value');
  return call(operation, ...parts);
}

function call(operation: Operation, ...parts: Expression[]): Expression {
  return { kind: 'call', operation, parts };
}

function number(text: string): Expression {
  return { kind: 'number', text };
}

/** `e` is the base of logarithms and `i` the imaginary unit, as answers use them. */
function symbol(name: string): Expression {
  return { kind: 'symbol', name };
}

function degrees(angle: Expression): Expression {
  return call('divide', call('multiply', angle, { kind: 'symbol', name: 'pi' }), number('180'));
}

function isFraction(next: string): boolean {
  return /^\\[dt]?frac$/.test(next);
}

function isWhole(expression: Expression): boolean {
  return expression.kind === 'number' && /^\d+$/.test(expression.text);
}

function isPlainFraction(expression: Expression): boolean {
  return expression.kind === 'call' && expression.operation === 'divide' && expression.parts.every(isWhole);
}

function isNegative(expression: Expression): boolean {
  return (
    (expression.kind === 'call' && expression.operation === 'negate') ||
    (expression.kind === 'number' && expression.text.startsWith('-'))
  );
}

/** The variables of an expression: its symbols but the constants. */
export function variablesOf(expression: Expression): Set<string> {
  if (expression.kind === 'number') return new Set();
  if (expression.kind === 'symbol') return new Set(constants.has(expression.name) ? [] : [expression.name]);
  return new Set(expression.parts.flatMap((part) => [...variablesOf(part)]));
}

const constants = new Set(['pi', 'e', 'i', 'infinity']);
