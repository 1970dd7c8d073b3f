/** What reads or writes integers by their width, or means them to wrap: a wider one would not mean the same. */
const byWidth =
  /\b(?:scanf|printf|unsigned|short|union|memcpy|reinterpret_cast|asm|bitset|hash|mt19937|u?int\d+_t|__builtin_\w+)\b|\blong\s+int\b/;
/** What holds no code of the program: comments, texts, characters and lines for the preprocessor. */
const noCode = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*#[^\n]*$/gm;

/**
 * A C++ program with 64-bit integers in the place of its `int`: where the two print something else, an `int` overflows.
 * Undefined where the width may be meant: then a difference says nothing.
 */
export function widened(source: string): string | undefined {
  if (byWidth.test(source.replace(noCode, ' ')) || source.includes('R"')) return undefined;
  let wide = '';
  let from = 0;
  for (const other of source.matchAll(noCode)) {
    wide += widenedCode(source.slice(from, other.index)) + other[0];
    from = other.index + other[0].length;
  }
  return wide + widenedCode(source.slice(from));
}

/** `main` keeps its type; numbers become as wide as what they are compared with, as `max(0, sum)` wants both alike. */
function widenedCode(code: string): string {
  return code.replace(/\bint\b(?!\s+main\b)/g, 'long long').replace(/(?<![\w.])(\d+)(?![\w.'])/g, '$1LL');
}
