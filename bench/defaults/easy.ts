/** Tasks so small that the tiny model solves some of them, in English and in Chinese. */
interface Easy {
  id: string;
  english: string;
  chinese: string;
  inputs: string[];
  answer(lines: string[]): string;
}

const numbers = (line = '') => line.split(' ').map(Number);
const pairs = ['3 4', '10 2', '-5 9', '100 100', '0 7'];
const words = ['hello', 'abc', 'x', 'level', 'verdict'];
const lists = ['3\n1 2 3', '5\n4 -1 7 7 0', '1\n9', '4\n-3 -8 -2 -5', '6\n10 20 30 40 50 60'];

const easy: Easy[] = [
  {
    id: 'sum-of-two',
    english: 'Read two integers from one line and print their sum.',
    chinese: '从一行中读入两个整数，输出它们的和。',
    inputs: pairs,
    answer: ([line]) => String(numbers(line).reduce((a, b) => a + b)),
  },
  {
    id: 'difference',
    english: 'Read two integers from one line and print the first one minus the second one.',
    chinese: '从一行中读入两个整数，输出第一个减去第二个的差。',
    inputs: pairs,
    answer: ([line]) => String(numbers(line).reduce((a, b) => a - b)),
  },
  {
    id: 'larger',
    english: 'Read two integers from one line and print the larger one.',
    chinese: '从一行中读入两个整数，输出较大的一个。',
    inputs: pairs,
    answer: ([line]) => String(Math.max(...numbers(line))),
  },
  {
    id: 'reverse',
    english: 'You get one line with a word. Print the word backwards.',
    chinese: '给你一行，其中有一个单词。把这个单词倒过来输出。',
    inputs: words,
    answer: ([line = '']) => [...line].reverse().join(''),
  },
  {
    id: 'length',
    english: 'You get one line with a word. Print how many letters it has.',
    chinese: '给你一行，其中有一个单词。输出它有多少个字母。',
    inputs: words,
    answer: ([line = '']) => String(line.length),
  },
  {
    id: 'first-letter',
    english: 'You get one line with a word. Print its first letter.',
    chinese: '给你一行，其中有一个单词。输出它的第一个字母。',
    inputs: words,
    answer: ([line = '']) => line.charAt(0),
  },
  {
    id: 'sum-of-list',
    english:
      'The first line holds an integer n, the second line holds n integers separated by spaces. Print their sum.',
    chinese: '第一行有一个整数 n，第二行有 n 个用空格隔开的整数。输出它们的和。',
    inputs: lists,
    answer: ([, line]) => String(numbers(line).reduce((a, b) => a + b)),
  },
  {
    id: 'maximum',
    english:
      'The first line holds an integer n, the second line holds n integers separated by spaces. Print the largest one.',
    chinese: '第一行有一个整数 n，第二行有 n 个用空格隔开的整数。输出其中最大的一个。',
    inputs: lists,
    answer: ([, line]) => String(Math.max(...numbers(line))),
  },
  {
    id: 'positive',
    english:
      'The first line holds an integer n, the second line holds n integers separated by spaces. Print how many of them are positive.',
    chinese: '第一行有一个整数 n，第二行有 n 个用空格隔开的整数。输出其中正数的个数。',
    inputs: lists,
    answer: ([, line]) => String(numbers(line).filter((it) => it > 0).length),
  },
  {
    id: 'even',
    english: 'Read one integer n. Print "YES" if it is even, and "NO" otherwise.',
    chinese: '读入一个整数 n。如果它是偶数，输出 "YES"，否则输出 "NO"。',
    inputs: ['4', '7', '0', '-3', '1000'],
    answer: ([line]) => (Number(line) % 2 === 0 ? 'YES' : 'NO'),
  },
];

/** The tasks as lines of a set, to be read by a mapping. */
export function easyLines(language: 'english' | 'chinese'): string {
  return easy
    .map((task) => {
      const tests = task.inputs.map((input) => ({
        input: `${input}\n`,
        output: `${task.answer(input.split('\n'))}\n`,
      }));
      return `${JSON.stringify({ id: task.id, statement: task[language], samples: tests.slice(0, 1), tests })}\n`;
    })
    .join('');
}
