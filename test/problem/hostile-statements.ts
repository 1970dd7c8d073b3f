import { readdirSync, readFileSync } from 'node:fs';

const corpus = new URL('corpus/', import.meta.url);
/** The texts of the corpus. */
export const statements = readdirSync(corpus)
  .filter((name) => !name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, corpus), 'utf8'));

/** The corpus cut to pieces of two hundred letters, each as often as the size asks for. */
function pieces(size: number): string {
  const all = statements.flatMap((text) => text.match(/[\s\S]{1,200}/g) ?? []);
  return Array.from({ length: Math.ceil(size / 190) }, (_, index) => all[(index * 7919) % all.length])
    .join('')
    .slice(0, size);
}

const builders: Record<string, (size: number) => string> = {
  'one long line': (size) => 'input output 1 < n '.repeat(size / 19),
  'open fences': (size) => '```a\n'.repeat(size / 5),
  'fences of growing length': (size) =>
    Array.from({ length: size / 40 }, (_, index) => '`'.repeat(3 + (index % 60))).join('\n'),
  'open pre tags': (size) => '<pre>\nInput\n'.repeat(size / 12),
  'deep HTML': (size) => `<html>${'<div>'.repeat(size / 5)}`,
  'open tables': (size) => `<html>${'<table><tr><td>Input</td><td>Output</td></tr>'.repeat(size / 45)}`,
  'open braces': (size) => `\\begin{problem}${'\\exmp{'.repeat(size / 6)}`,
  'sample headings': (size) => 'Sample Input 1\n1\nSample Output 1\n2\nNote\nx\n'.repeat(size / 44),
  'inputs without outputs': (size) => 'Example\nInput\n1\n'.repeat(size / 16),
  relations: (size) => '1 <= n_i <= 10^5, 1 < |s| < 2 * 10^5\n'.repeat(size / 38),
  comments: (size) => '// Input: 1\n'.repeat(size / 12),
  stars: (size) => `/*\n${' * '.repeat(size / 3)}`,
  colons: (size) => ':：】'.repeat(size / 3),
  digits: (size) => `Time limit: ${'1'.repeat(size)}`,
  spaces: (size) => `Input${' '.repeat(size)}x\nOutput\n`,
  'HTML of pieces': (size) => `<html>${pieces(size)}`,
  'LaTeX of pieces': (size) => `\\begin{problem}${pieces(size)}`,
  'text of pieces': (size) => pieces(size),
  'short words': (size) => 'the input Output\nn \n1 Example\n: '.repeat(size / 34),
  'samples by files': (size) => `Example\n${'a.in\n1\na.out\n2\n'.repeat(size / 15)}`,
  'two columns': (size) => `Sample Input  Sample Output\n${'1             2\n'.repeat(size / 16)}`,
  'empty lines': (size) => 'a\n\n'.repeat(size / 3),
  'operations and values': (size) => 'Input: a = [1], b = "x"\nOutput: [1]\n'.repeat(size / 37),
  'open block comments': (size) => `Example:\nInput: a = 1\nOutput: 1\n${'/*'.repeat(size / 2)}`,
  'nested tables': (size) =>
    `<html>${'<table><tr><td>'.repeat(300)}${'<tr><td>Input</td><td>1</td></tr>'.repeat(size / 33)}`,
  'a heading of spans in HTML': (size) => `<html><h1>${'<span>a'.repeat(size / 7)}`,
  'line breaks in HTML': (size) => `<html>${'a<br>'.repeat(size / 5)}`,
  pipes: (size) => `Example\n|${'--|'.repeat(size / 3)}\n`,
};

function languageOf(name: string): string {
  if (name === 'comments' || name === 'stars') return 'cpp';
  if (name.includes('HTML') || name.includes('tables')) return 'html';
  return name === 'open braces' || name.includes('LaTeX') ? 'latex' : 'plaintext';
}

/** Texts of about `size` letters that a reader could lose its time over. */
export const hostileStatements = Object.entries(builders).map(([name, build]) => ({
  name,
  languageId: languageOf(name),
  build,
}));

/** 2 MB of page: what it takes to parse it is the yardstick for what reading may take. */
export const hostilePage = `<html>${pieces(2_000_000)}`;
