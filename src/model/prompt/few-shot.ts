import type { Problem } from '../../problem/index.ts';
import { languageName } from './language-names.ts';

/** A task with its solution, for models that cannot follow instructions but continue a pattern. */
interface Shot {
  task: string;
  input: string;
  output: string;
  python: string;
  cpp: string;
}

/** The order matters to a tiny model: what comes last weighs most. */
const shots: Shot[] = [
  {
    task: 'Read one integer n. Print "BIG" if n is greater than 100, and "SMALL" otherwise.',
    input: '250',
    output: 'BIG',
    python: 'n = int(input())\nif n > 100:\n    print("BIG")\nelse:\n    print("SMALL")',
    cpp: program('long long n;', 'cin >> n;', 'cout << (n > 100 ? "BIG" : "SMALL") << endl;'),
  },
  {
    task: 'The first line holds an integer n, the second line holds n integers separated by spaces. Print how many of them are negative.',
    input: '4\n3 -1 0 -7',
    output: '2',
    python: 'n = int(input())\na = list(map(int, input().split()))\nprint(len([x for x in a if x < 0]))',
    cpp: program(
      'int n, count = 0;',
      'cin >> n;',
      'vector<long long> a(n);',
      'for (auto& x : a) cin >> x;',
      'for (auto x : a) if (x < 0) count++;',
      'cout << count << endl;',
    ),
  },
  {
    task: 'The first line holds an integer n, the second line holds n integers separated by spaces. Print them in sorted order.',
    input: '3\n5 -2 4',
    output: '-2 4 5',
    python: 'n = int(input())\na = list(map(int, input().split()))\nprint(*sorted(a))',
    cpp: program(
      'int n;',
      'cin >> n;',
      'vector<long long> a(n);',
      'for (auto& x : a) cin >> x;',
      'sort(a.begin(), a.end());',
      'for (auto x : a) cout << x << " ";',
      'cout << endl;',
    ),
  },
  {
    task: 'You get one line with a word. Print the word in upper case.',
    input: 'hello',
    output: 'HELLO',
    python: 's = input()\nprint(s.upper())',
    cpp: program('string s;', 'cin >> s;', 'for (auto& c : s) c = toupper(c);', 'cout << s << endl;'),
  },
  {
    task: 'Read one line with some words and print how many words it has.',
    input: 'to be or not',
    output: '4',
    python: 'words = input().split()\nprint(len(words))',
    cpp: program('string word;', 'int count = 0;', 'while (cin >> word) count++;', 'cout << count << endl;'),
  },
  {
    task: 'Read two integers from one line and print the remainder of the first one divided by the second one.',
    input: '17 5',
    output: '2',
    python: 'a, b = map(int, input().split())\nprint(a % b)',
    cpp: program('long long a, b;', 'cin >> a >> b;', 'cout << a % b << endl;'),
  },
  {
    task: 'Read two integers from one line and print the first one multiplied by the second one.',
    input: '4 6',
    output: '24',
    python: 'a, b = map(int, input().split())\nprint(a * b)',
    cpp: program('long long a, b;', 'cin >> a >> b;', 'cout << a * b << endl;'),
  },
];

function program(...lines: string[]): string {
  return [
    '#include <bits/stdc++.h>',
    'using namespace std;',
    'int main() {',
    ...lines.map((line) => `  ${line}`),
    '}',
  ].join('\n');
}

/** Ends the answer where the pattern's next task would begin. */
export const fewShotStop = ['\n\n\n', '\n# Task', '\n// Task'];

/**
 * A text to be continued by a program for `problem`: solved tasks in the same pattern, then the statement's own
 * words and its first sample, all as comments. Languages without shots of their own get the pattern alone.
 */
export function fewShotText(problem: Problem, language: string): string {
  const { tag } = languageName(language);
  const known = tag === 'python' || tag === 'cpp' ? tag : undefined;
  const comment = tag === 'python' || tag === 'ruby' ? '#' : '//';
  const solved = known
    ? shots.map((shot) => `${heading(shot.task, shot, comment)}${shot[known]}\n\n\n`).join('')
    : '';
  return solved + heading(core(problem), problem.samples[0], comment);
}

function heading(
  task: string,
  sample: { input: string; output: string } | undefined,
  comment: string,
): string {
  const oneLine = (text: string) =>
    text
      .trim()
      .replaceAll(/\s*\n\s*/g, ' / ')
      .slice(0, 200);
  const example = sample ? [`Input: ${oneLine(sample.input)}`, `Output: ${oneLine(sample.output)}`] : [];
  return [`Task: ${task}`, ...example].map((line) => `${comment} ${line}\n`).join('');
}

/**
 * The statement's sentences that say what to do, without samples, limits, bounds and headings: a tiny model is
 * led astray by every other word.
 */
function core({ statement, samples }: Problem): string {
  const lines: string[] = [];
  for (const line of statement.split('\n')) {
    if (/^\W*(?:sample|example|constraints|input\W*copy|output\W*copy|notes?\b)/i.test(line)) break;
    if (
      /^\W*(?:time limit|memory limit|inputstandard|outputstandard|problem statement\W*$|(?:input|output)\W*$)/i.test(
        line,
      )
    )
      continue;
    if (/^#/.test(line) || line.trim() === '') continue;
    lines.push(line.trim());
  }
  const sentences = lines.join(' ').split(/(?<=[.!?])\s+/);
  const kept = sentences.filter((sentence) => !/[<≤]|\bbetween\b.*\band\b|\bat most\b/.test(sentence));
  const text = kept.join(' ').trim();
  return text === '' || samples.length === 0 ? statement.trim().replaceAll(/\s*\n\s*/g, ' ') : text;
}
