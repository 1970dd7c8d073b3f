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

const shots: Shot[] = [
  {
    task: 'Read two integers from one line and print the first one multiplied by the second one.',
    input: '4 6',
    output: '24',
    python: 'a, b = map(int, input().split())\nprint(a * b)',
    cpp: '#include <iostream>\nint main() {\n  long long a, b;\n  std::cin >> a >> b;\n  std::cout << a * b << "\\n";\n}',
  },
  {
    task: 'You get one line with a word. Print the word in upper case.',
    input: 'hello',
    output: 'HELLO',
    python: 's = input()\nprint(s.upper())',
    cpp: '#include <cctype>\n#include <iostream>\n#include <string>\nint main() {\n  std::string s;\n  std::cin >> s;\n  for (char& c : s) c = std::toupper(c);\n  std::cout << s << "\\n";\n}',
  },
  {
    task: 'The first line holds an integer n, the second line holds n integers. Print how many of them are negative.',
    input: '4\n3 -1 0 -7',
    output: '2',
    python: 'n = int(input())\na = list(map(int, input().split()))\nprint(len([x for x in a if x < 0]))',
    cpp: '#include <iostream>\nint main() {\n  int n, count = 0;\n  std::cin >> n;\n  for (int i = 0; i < n; i++) {\n    int x;\n    std::cin >> x;\n    if (x < 0) count++;\n  }\n  std::cout << count << "\\n";\n}',
  },
  {
    task: 'Read one integer n. Print "BIG" if n is greater than 100, and "SMALL" otherwise.',
    input: '250',
    output: 'BIG',
    python: 'n = int(input())\nif n > 100:\n    print("BIG")\nelse:\n    print("SMALL")',
    cpp: '#include <iostream>\nint main() {\n  long long n;\n  std::cin >> n;\n  std::cout << (n > 100 ? "BIG" : "SMALL") << "\\n";\n}',
  },
];

/** Ends the answer where the pattern's next problem would begin. */
export const fewShotStop = ['\n### ', '\n\n\n\n'];

/**
 * A text to be continued by a program for `problem`: solved tasks of the same pattern, then the statement's own
 * words and its first sample. Where no shots exist in the language only the pattern's heading is given.
 */
export function fewShotText(problem: Problem, language: string): string {
  const { name, tag } = languageName(language);
  const known = tag === 'python' || tag === 'cpp' ? tag : undefined;
  const solved = known
    ? shots.map((shot) => `${block(shot.task, shot, name)}\`\`\`${tag}\n${shot[known]}\n\`\`\`\n\n`).join('')
    : '';
  return `${solved}${block(core(problem), problem.samples[0], name)}\`\`\`${tag}\n`;
}

function block(
  task: string,
  sample: { input: string; output: string } | undefined,
  language: string,
): string {
  const example = sample ? `Input:\n${sample.input.trim()}\nOutput:\n${sample.output.trim()}\n` : '';
  return `### Problem\n${task.trim()}\n${example}### ${language} program\n`;
}

/** The statement without its samples, limits and headings: a tiny model is distracted by every other word. */
function core({ statement, samples }: Problem): string {
  const lines: string[] = [];
  let inSample = false;
  for (const line of statement.split('\n')) {
    if (/^\W*(?:sample|example|input\W*copy|output\W*copy|note|notes)\b/i.test(line)) inSample = true;
    if (inSample || /^\W*(?:time limit|memory limit|inputstandard|outputstandard|constraints)/i.test(line))
      continue;
    if (/^#/.test(line) || line.trim() === '' || /^\W*(?:problem statement|input|output)\W*$/i.test(line))
      continue;
    lines.push(line.trim());
  }
  const text = lines.join(' ').trim();
  return text === '' || samples.length === 0 ? statement.trim() : text;
}
