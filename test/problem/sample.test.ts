import { deepEqual } from 'node:assert/strict';
import { isProblem, readProblem } from '../../src/problem/index.ts';

/** What stands below the story, and the samples in it: input, output and, where there is one, the note. */
const cases: [text: string, samples: string[][]][] = [
  [
    '## Sample Input 1\n1\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Sample Output 1\n10\n',
    [
      ['2\n', '20\n'],
      ['1\n', '10\n'],
    ],
  ],
  [
    '## Sample Input\n1\n\n## Sample Input\n2\n\n## Sample Output\n10\n\n## Sample Output\n20\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  ['## Input\nThere is no input.\n\n## Output\nA number.\n\n## Sample Output\n42\n', [['', '42\n']]],
  [
    '## Input\nNone.\n\n## Sample Input\n1\n\n## Sample Output\n42\n\n## Sample Output\n43\n',
    [['1\n', '42\n']],
  ],
  ['## Input\nA number.\n\n## Sample Output\n42\n', []],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Note\nTen times.\n',
    [['1\n', '10\n', 'Ten times.']],
  ],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Note\nTen times.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Explanation\nFirst.\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Explanation\nSecond.\n',
    [
      ['1\n', '10\n', 'First.'],
      ['2\n', '20\n', 'Second.'],
    ],
  ],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Explanation 2\nSecond.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n', 'Second.'],
    ],
  ],
  ['## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Hint\nn ≤ 100\n', [['1\n', '10\n']]],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Hint\nn ≤ 100\nThink of it.\n',
    [['1\n', '10\n', 'n ≤ 100\nThink of it.']],
  ],
  [
    '## Sample Input\n1 2\n\nThe second line is a remark on the data above.\n\n## Sample Output\n3\nThe sum of the two numbers is three, as was said.\n',
    [['1 2\n', '3\n', 'The sum of the two numbers is three, as was said.']],
  ],
  [
    '## Sample Input\n2\nthe quick brown fox jumps over it all\nthe lazy dog sleeps in the sun today\n\n## Sample Output\n3\n',
    [['2\nthe quick brown fox jumps over it all\nthe lazy dog sleeps in the sun today\n', '3\n']],
  ],
  ['## Sample Input\n> 1 2\n> 3\n\n## Sample Output\n> 6\n', [['1 2\n3\n', '6\n']]],
  ['## Sample Input\n`1 2`\n`3`\n\n## Sample Output\n`6`\n', [['1 2\n3\n', '6\n']]],
  ['## Sample Input\n    1 2\n      3\n\n## Sample Output\n  6\n', [['1 2\n  3\n', '6\n']]],
  ['## Sample Input\n\n\n1\u00a02  \n\n\n## Sample Output\n3   \n', [['1 2\n', '3\n']]],
  [
    '## Sample Input\n```\nSTDIN   Function\n-----   --------\n3       n = 3\n1 2     a = [1, 2]\n```\n\n## Sample Output\n```\n3\n```\n',
    [['3\n1 2\n', '3\n']],
  ],
  [
    '## Example\nbridges.in\n1 2\nbridges.out\n3\nbridges.in\n4 5\nbridges.out\n9\n',
    [
      ['1 2\n', '3\n'],
      ['4 5\n', '9\n'],
    ],
  ],
  [
    '## Examples\n`2` -> `4`\n`3` → `9`\n- `4` => `16`\n',
    [
      ['2\n', '4\n'],
      ['3\n', '9\n'],
      ['4\n', '16\n'],
    ],
  ],
  [
    '## Example\n```\n1\n```\n```\n2\n```\n```\n3\n```\n```\n4\n```\n',
    [
      ['1\n', '2\n'],
      ['3\n', '4\n'],
    ],
  ],
  ['## Example\n```\n1\n```\n```\n2\n```\n```\n3\n```\n', []],
  ['## Example\n```\nInput:\n1 2\nOutput:\n3\n```\n', [['1 2\n', '3\n']]],
  ['## Sample Input  Sample Output\n1 2           3\n4             9\n', [['1 2\n4\n', '3\n9\n']]],
  [
    '## Sample Input\tSample Output\n1\t10\n2\t20\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  ['## Sample Input\tSample Output\n1\t10\n2\n', []],
  [
    '## Sample Input\nas follows:\n```\n1 2\n```\n\n## Sample Output\n```\n3\n```\nSince one and two are three.\n',
    [['1 2\n', '3\n', 'Since one and two are three.']],
  ],
  ['## Sample Input\n1 2\n```cpp\nint main() {}\n```\n\n## Sample Output\n3\n', [['1 2\n', '3\n']]],
  ['## Sample Output\n```\n1\n```\n```\n2\n```\n', [['1\n', '2\n']]],
  [
    '## Sample Input 7\n1\n\n## Sample Input 8\n2\n\n## Sample Output\n10\n\n## Sample Output\n20\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  [
    '## Sample Input\n| Input | Output |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n',
    [
      ['1\n', '2\n'],
      ['3\n', '4\n'],
    ],
  ],
  ['## Input\nIt holds nothing.\n\n## Output\nA number.\n\n## Sample Output\n42\n', []],
  [`## Input\n${'A number. '.repeat(12)}\nnone\n\n## Output\nA number.\n\n## Sample Output\n42\n`, []],
  ['## Output\nNone.\n\n## Input\nA number.\n\n## Sample Output\n42\n', []],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Explanation 1\nFirst.\n\n## Explanation 1\nMore.\n',
    [['1\n', '10\n', 'First.']],
  ],
  ['## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Note\n\n', [['1\n', '10\n']]],
  [
    '## Sample Explanation\nAbove.\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n',
    [['1\n', '10\n', 'Above.']],
  ],
  [
    '## The Sample Explanation\nAbove.\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n',
    [['1\n', '10\n']],
  ],
  [
    '## Sample Explanation\nAbove.\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  [
    '## Sample Explanation\nAbove.\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Note\nBelow.\n',
    [['1\n', '10\n', 'Below.']],
  ],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Constraints\nn is small.\n\n## Note\nFar away.\n',
    [['1\n', '10\n']],
  ],
  [
    '## Example 1\n\n### Input\n1\n\n### Output\n10\n\n## Example 2\n\n### Input\n2\n\n### Output\n20\n\n### Explanation\nSecond.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n', 'Second.'],
    ],
  ],
  [
    '## Example\n\n### Input\n1\n\n### Output\n10\n\n## Example\n\n### Input\n2\n\n### Output\n20\n\n### Explanation\nOf all.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  ['## Sample Input  Sample Output\n1 2 3 4 5 6 7 8 9 10 11\n4             9\n', []],
  [
    '## Sample Input  Sample Output\n\n1 2           3\n\nThat is the sum of the two numbers, as it should be.\n',
    [['1 2\n', '3\n']],
  ],
  ['## Sample Input  Sample Output\n1 2           3\n\n4             9\n', []],
  ['## Sample Input\n> 1\n2\n\n## Sample Output\n3\n', [['> 1\n2\n', '3\n']]],
  ['## Sample Input\n`1`\n2\n\n## Sample Output\n3\n', [['`1`\n2\n', '3\n']]],
  ['Sample Input: 1 2\n    3 4\n      5\n\nSample Output: 3\n', [['1 2\n3 4\n  5\n', '3\n']]],
  [
    '## Sample Input\n```\n\n  \n\n 1\n2\n\n```\n\n## Sample Output\n```\r\n3\r\n4\r\n```\n',
    [[' 1\n2\n', '3\n4\n']],
  ],
  ['## Sample Input\n  1\n\n    2\n 3\n\n## Sample Output\n3\n', [[' 1\n\n   2\n3\n', '3\n']]],
  [
    '## Sample Input\n```\nSTDIN  Function\n-----  --------\n3\tn\n1 2  a = [1, 2]\n   4  x\n```\n\n## Sample Output\n```\n3\n```\n',
    [['3\n1 2\n   4\n', '3\n']],
  ],
  [
    '## Sample Input\n```\nX STDIN  Function\n-----  --------\n3  n\n```\n\n## Sample Output\n```\n3\n```\n',
    [['X STDIN  Function\n-----  --------\n3  n\n', '3\n']],
  ],
  [
    '## Sample Input\n1 2\n\nThis sentence tells of the input above in words.\nAnd here is more.\n\n## Sample Output\n3\n',
    [['1 2\n', '3\n']],
  ],
  ['## Sample Input\n1 2\n\n3 4\n\n## Sample Output\n3\n\n7\n', [['1 2\n\n3 4\n', '3\n\n7\n']]],
  ['## Sample Input\nCase 1\n```\n1 2\n```\n\n## Sample Output\n7\n```\n3\n```\n', [['1 2\n', '7\n']]],
  [
    '## Sample Input\n[1, 2]\n```python\nprint(3)\n```\n\n## Sample Output\nx = 3\n```python\nprint(3)\n```\n',
    [['[1, 2]\n', 'x = 3\n']],
  ],
  ['## Example\n```\n1\n```\n```cpp\nint main() {}\n```\n```\n2\n```\n', [['1\n', '2\n']]],
  ['## Example\n```cpp\n1\n```\n```cpp\n2\n```\n', [['1\n', '2\n']]],
  ['## Example\nbridges.in\n1 2\n\nbridges.out\n\nbridges.in\n3\nbridges.out\n4\n', [['3\n', '4\n']]],
  [
    '## Example\nbridges.out\n1\nbridges.in\n2\nbridges.out\n3\nbridges.out\n5\n',
    [['2\n', '3\nbridges.out\n5\n']],
  ],
  ['## Example\ninput.txt\n1 2\noutput.txt\n3\n', [['1 2\n', '3\n']]],
  [
    '## Examples\n1. `2` -> `4`\n2) `3` : `9`\n* `4` ⇒ `16` because\nSo `5` -> `25`\n',
    [
      ['2\n', '4\n'],
      ['3\n', '9\n'],
      ['4\n', '16\n'],
    ],
  ],
  ['## Examples\nInput | Output\n--- | ---\n1 | 2\n', [['1\n', '2\n']]],
  ['## Sample Input\n\n## Sample Output\n3\n', []],
  ['## Sample Input\n1\n\n## Sample Output\n\n', []],
  ['## Sample Input\n5:\n```\n1 2\n```\n\n## Sample Output\n5：\n```\n3\n```\n', [['1 2\n', '3\n']]],
  ['## Sample Input\nstdin\n```\n1 2\n```\n\n## Sample Output\nCase#1\n```\n3\n```\n', [['1 2\n', '3\n']]],
  ['## Sample Input\n"abc"\n```cpp\nint main() {}\n```\n\n## Sample Output\n3\n', [['"abc"\n', '3\n']]],
  [
    '## Sample Input\nWhat you type in is this\n```\n1 2\n```\n\n## Sample Output\nand out comes that\n```\n3\n```\n',
    [['1 2\n', '3\n']],
  ],
  [
    '## Sample Input\n3\n\n## Sample Output\nThe cat sat on the mat and it was happy.\nThe dog came too and it was happy as well.\n',
    [['3\n', 'The cat sat on the mat and it was happy.\nThe dog came too and it was happy as well.\n']],
  ],
  [
    '## Examples\n12. `2` -> `4`\n`3`->`9`\n',
    [
      ['2\n', '4\n'],
      ['3\n', '9\n'],
    ],
  ],
  ['## Examples\nx`2` -> `4`\n', []],
  ['## Example\nsee bridges.in\n1\nbridges.out\n2\n', []],
  ['## Example\nbridges.info\n1\nbridges.out\n2\n', []],
  ['## Example\nmy input.txt\n1\noutput.txt\n2\n', []],
  ['## Example\ninput.txt.bak\n1\noutput.txt\n2\n', []],
  ['## Example\nbridges.in\n1\nthe bridges.out\n2\n', []],
  ['## Example\nbridges.in\n1\nbridges.outer\n2\n', []],
  ['## Example\ninput.txt\n1\nthe output.txt\n2\n', []],
  ['## Example\ninput.txt\n1\noutput.txt.bak\n2\n', []],
  ['## Sample Input\na > 1\nb > 2\n\n## Sample Output\n>\n', [['a > 1\nb > 2\n', '>\n']]],
  ['## Sample Input\n> 1 > 2\n\n## Sample Output\n3\n', [['1 > 2\n', '3\n']]],
  ['## Sample Input\n`1`.\n`2`.\n\n## Sample Output\nx`3`\n', [['`1`.\n`2`.\n', 'x`3`\n']]],
  [
    '## Sample Input\n```cpp\nint main() {}\n```\n```\n1 2\n```\n\n## Sample Output\nIt prints:\n```\n3\n```\nIt is the sum.\n',
    [['1 2\n', '3\n', 'It is the sum.']],
  ],
  ['## Sample Input\tSample Output\n1\t \n', []],
  [
    '## Sample Input\tSample Output\n1\t10\n \n2\t20\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  ['## Sample Input\n  `1 2`\n  `3`\n\n## Sample Output\n6\n', [['1 2\n3\n', '6\n']]],
  ['## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Hint\n \nn ≤ 100\n', [['1\n', '10\n']]],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Hint\n```\nn ≤ 100\n```\n',
    [['1\n', '10\n', 'n ≤ 100']],
  ],
  ['## Input\n(none)\n\n## Output\nA number.\n\n## Sample Output\n42\n', [['', '42\n']]],
  ['## Sample Input\nx\u00a0\u00a0\ny\n\n## Sample Output\n3 \u00a0 \n', [['x\ny\n', '3\n']]],
  ['## Sample Input 1\n1\n\n## Sample Output 1\n```\n1\n```\n```\n2\n```\n', [['1\n', '1\n']]],
  [
    '## Example 1\n\n### Input\n1\n\n### Output\n10\n\n### Explanation\nFirst.\n\n## Example\n\n### Input\n2\n\n### Output\n20\n\n### Remark\nOf all.\n\n## Example 3\n\n### Input\n3\n\n### Output\n30\n',
    [
      ['1\n', '10\n', 'First.'],
      ['2\n', '20\n', 'Of all.'],
      ['3\n', '30\n'],
    ],
  ],
  ['## Sample Input\n>><\n\n## Sample Output\n>\n>\n', [['>><\n', '>\n>\n']]],
  ['## Sample Input\n> 1\n>\n> 2\n\n## Sample Output\n3\n', [['1\n\n2\n', '3\n']]],

  // Which output belongs to which input.
  [
    '## Sample Input 1\n1\n\n## Sample Input\n2\n\n## Sample Output\n20\n\n## Sample Output 1\n10\n',
    [
      ['2\n', '20\n'],
      ['1\n', '10\n'],
    ],
  ],
  [
    '## Sample Input 1\n\n## Sample Input 2\n2\n\n## Sample Output 1\n10\n\n## Sample Output 2\n20\n',
    [['2\n', '20\n']],
  ],
  ['## Sample Input\n| stdin | stdout |\n|---|---|\n| 1 | 2 |\n', [['1\n', '2\n']]],

  // No input.
  ...[
    'None.',
    '**None.**',
    '(empty)',
    'Nothing is given.',
    'This problem has no input.',
    '无',
    '无。',
    '本题无输入。',
    '本题没有输入数据。',
    '該題無輸入。',
    '無需輸入',
    'なし',
    '入力なし',
    '入力はなし。',
    '없음',
    '입력 없음',
    '입력없음',
    '입력은 없다.',
    '이 문제는 입력이 없습니다.',
    'Нет.',
    'Отсутствуют.',
    'Входные данные отсутствуют.',
    'Nada.',
    'No hay entrada.',
    'Ninguna.',
    'Nenhuma.',
    'Não há entrada.',
  ].map((said): [string, string[][]] => [
    `## Input\n${said}\n\n## Output\nA number.\n\n## Sample Output\n42\n`,
    [['', '42\n']],
  ]),
  ...[
    'Nonempty strings.',
    'Nothing but a number.',
    'None of the numbers is zero.',
    'Empty lines stand between the cases.',
    '无向图的点数和边数。',
    '第一行无空格地给出一个数。',
    'Нетривиальное число.',
  ].map((said): [string, string[][]] => [
    `## Input\n${said}\n\n## Output\nA number.\n\n## Sample Output\n42\n`,
    [],
  ]),
  ['## Output\nA number.\n\n## Sample Output\n42\n\n## Input\n', []],
  ['## Input\nNone.\n\n## Output\nA number.\n\n## Sample Input\n\n## Sample Output\n42\n', [['', '42\n']]],
  [
    '## Input\nNone.\n\n## Output\nA number.\n\n## Sample Input\n(no input)\n\n## Sample Output\n42\n',
    [['', '42\n']],
  ],
  [
    '## Input\nA word.\n\n## Output\nA number.\n\n## Sample Input\nNone\n\n## Sample Output\n42\n',
    [['None\n', '42\n']],
  ],
  ['## Input\nNone.\n\n## Output\nA number.\n\n## Sample Output\n```\n1\n```\n```\n2\n```\n', [['', '1\n']]],

  // Notes.
  ['## Sample Input\n1\n\n## Sample Output\n\n## Note\nTen times.\n', []],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Sample Input 2\n2\n\n## Sample Output 2\n\n## Explanation 2\nSee the picture.\n',
    [['1\n', '10\n']],
  ],
  [
    '## Sample Input\n1\n\n## Sample Output\n```\n10\n```\nTen times.\n\n## Note\nOne by ten.\n',
    [['1\n', '10\n', 'Ten times.\n\nOne by ten.']],
  ],
  [
    '## Sample Input\n1 2\n\n## Sample Output\n3\nThe sum of the two numbers is three, as was said.\nAnd more.\n',
    [['1 2\n', '3\n', 'The sum of the two numbers is three, as was said.\nAnd more.']],
  ],
  ...[
    'Explanation of the sample',
    'Explanation of the example',
    '样例解释',
    '示例说明',
    '範例說明',
    'サンプルの説明',
    '예제 설명',
    'Пояснение к примеру',
    'Explicación del ejemplo',
    'Explicação do exemplo',
  ].map((title): [string, string[][]] => [
    `## ${title}\nAbove.\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n`,
    [['1\n', '10\n', 'Above.']],
  ]),
  ['## Note\nAbove.\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n', [['1\n', '10\n']]],
  ['## Sample Explanation\n\n## Sample Input 1\n1\n\n## Sample Output 1\n10\n', [['1\n', '10\n']]],
  ['## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Explanation\n1 < 10\n', [['1\n', '10\n', '1 < 10']]],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Explanation\nOf all.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Explanation\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Explanation\nSecond.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n', 'Second.'],
    ],
  ],
  [
    '## Sample Input 1\n1\n\n## Sample Output 1\n10\n\n## Note\n\n## Sample Input 2\n2\n\n## Sample Output 2\n20\n\n## Note\nSecond.\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n', 'Second.'],
    ],
  ],
  [
    '## Example 1\n\n### Input\n1\n\n### Output\n10\n\n## Example 2\n\n### Input\n2\n\n### Output\n20\n\n### Explanation\nSecond.\n\n## Example\n```\nInput:\n3\nOutput:\n30\n```\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n', 'Second.'],
      ['3\n', '30\n'],
    ],
  ],

  // Two columns.
  ['## Example\n```\n1\t2\n```\n```\n3\t4\n```\n', [['1\t2\n', '3\t4\n']]],
  ['## Sample Input\tSample Output\n```\n1\t2\n```\n```\n3\t4\n```\n', [['1\t2\n', '3\t4\n']]],
  [
    '## Sample Input\tSample Output\n```\n1\t10\n2\t20\n```\n',
    [
      ['1\n', '10\n'],
      ['2\n', '20\n'],
    ],
  ],
  ['## Sample Input\tSample Output\n \t10\n', []],
  ['## Sample Input\tSample Output\n1\t10\t100\n', []],
  ['## Sample Input  Sample Output\n1 2           3\n              4\n', [['1 2\n', '3\n4\n']]],
  ['## Sample Input  Sample Output\n1 2           3\nabcdefghijklmn\n', [['1 2\nabcdefghijklmn\n', '3\n']]],
  ['## Sample Input  Sample Output\n1 2 3 4 5 6 7 8\n', []],
  ['## Sample Input  Sample Output\n\n  \n\n1 2           3\n', [['1 2\n', '3\n']]],
  [
    '## Sample Input  Sample Output\n1 2           3\n  \nThat is the sum of the two\nnumbers.\n\nNo more than that is to be said of it.\n',
    [['1 2\n', '3\n']],
  ],
  [
    '## Sample Input  Sample Output\n1 2           3\nabcdefghijklm   \n\n\n\n',
    [['1 2\nabcdefghijklm\n', '3\n']],
  ],
  ['## Sample Input  Sample Output\n1 2\n', []],
  ['## Sample Input  Sample Output\n              3\n', []],
  ['## Example  1\n1 2 3 4  5\n', []],
  ['Test  Input  Output\n1     1 2    3\n', []],
  ['## Input data  Output data\n1 2         3\n', [['1 2\n', '3\n']]],
  [
    '## Sample Input  Sample Output\n```\n1 2 3 4 5 6   7\n```\n```\n8\n```\n',
    [['1 2 3 4 5 6   7\n', '8\n']],
  ],
  [
    '## Sample Input  Sample Output\n```\n1 2           3\n4             9\n```\nThe squares.\n',
    [['1 2\n4\n', '3\n9\n']],
  ],
  ['## Sample Input  Sample Output\n1 2           3\n```cpp\nint x;\n```\n', [['1 2\n', '3\n']]],
  [
    '   Sample Input     Sample Output\n   1 2              3\n   4                9\n',
    [['1 2\n4\n', '3\n9\n']],
  ],
  ['## Sample Input  Sample Output\n1 2             3\n  4           9\n', [['1 2\n  4\n', '  3\n9\n']]],

  // Names of files, arrows and pairs of fences.
  ['## Example\n  bridges.in  \n1 2\n  bridges.out  \n3\n', [['1 2\n', '3\n']]],
  ['## Example\nbridges.in\n\nbridges.out\n3\n\nbridges.in\n4\nbridges.out\n5\n', [['4\n', '5\n']]],
  ['## Example\nbridges.in\n1 2\n  3\nbridges.out\n4\n', [['1 2\n  3\n', '4\n']]],
  ['## Example\n```\n`a`:`b`\n```\n```\n1\n```\n', [['`a`:`b`\n', '1\n']]],
  ['## Example\n```\n5\n```\n```python\n[1, 2]\n```\n', [['5\n', '[1, 2]\n']]],

  // Where data begins and ends.
  ['## Sample Input\n  \n```\n1\n```\n\n## Sample Output\n3\n', [['1\n', '3\n']]],
  ['## Sample Input\nx = 5\nas typed in by the user\n```\n5\n```\n\n## Sample Output\n3\n', [['5\n', '3\n']]],
  ['## Sample Input\n3 cases: \n```\n1 2\n```\n\n## Sample Output\n3\n', [['1 2\n', '3\n']]],
  ['## Sample Input\n3 abc\n```cpp\nint main() {}\n```\n\n## Sample Output\n3\n', [['3 abc\n', '3\n']]],
  ['## Sample Input\nWhat you type in is this.\n```\n1 2\n```\n\n## Sample Output\n3\n', [['1 2\n', '3\n']]],
  [
    '## Sample Input\n[1, 2, 3, 4, 5, 6, 7]\n```python\nprint(3)\n```\n\n## Sample Output\nnums = [1, 2, 3, 4, 5, 6, 7]\n```python\nprint(3)\n```\n',
    [['[1, 2, 3, 4, 5, 6, 7]\n', 'nums = [1, 2, 3, 4, 5, 6, 7]\n']],
  ],
  [
    '## Sample Input\n \nthe quick brown fox jumps over it all\n\n## Sample Output\n3\n',
    [['the quick brown fox jumps over it all\n', '3\n']],
  ],
  [
    '## Sample Input\n\n1 2\n\nThe second line is a remark on the data above.\n\n## Sample Output\n3\n',
    [['1 2\n', '3\n']],
  ],
  [
    '## Sample Input\n1 2\n  \nThe second line is a remark on the data above.\n\n## Sample Output\n3\n',
    [['1 2\n', '3\n']],
  ],
  [
    '## Sample Input\n2\nthe quick brown fox jumps over it all\n\nThe second line is a remark on the data above.\n\n## Sample Output\n3\n',
    [['2\nthe quick brown fox jumps over it all\n', '3\n']],
  ],

  // What stands around data.
  ['## Sample Input\n    a > 1\n    b > 2\n\n## Sample Output\n3\n', [['a > 1\nb > 2\n', '3\n']]],
  ['## Sample Input\n > 1 2\n >\t3\n\n## Sample Output\n3\n', [['1 2\n3\n', '3\n']]],
  ['## Sample Input\n3\n\n## Sample Output\n``\n', [['3\n', '``\n']]],
  ['Sample Input: 1 2  \n    3 4\n\nSample Output: 3\n', [['1 2\n3 4\n', '3\n']]],
  ['Sample Input: 1 2\n    3 4\n```cpp\nint main() {}\n```\n\nSample Output: 3\n', [['1 2\n3 4\n', '3\n']]],
  ['## Sample Input\n\n1 2\n  3\n\n## Sample Output\n3\n', [['1 2\n  3\n', '3\n']]],
  ['## Sample Input\n1 2\n  3\n\n## Sample Output\n###\n ##\n', [['1 2\n  3\n', '###\n ##\n']]],
  ['## Sample Input\n5\n\n## Sample Output\n*****\n*   *\n*****\n', [['5\n', '*****\n*   *\n*****\n']]],
  [
    '## Sample Input\n```\n\n  STDIN   Function\n  -----   -------- \n3       n = 3\n```\n\n## Sample Output\n```\n3\n```\n',
    [['3\n', '3\n']],
  ],
  // Several labels on one line.
  ['## Example\n\nInput: 5 Output: 120\n', [['5\n', '120\n']]],
  ['## Example\n\n**Input:** 5 **Output:** 120\n', [['5\n', '120\n']]],
  ['## Example\n\n**Input**: 5; **Output**: 120\n', [['5\n', '120\n']]],
  [
    '## Examples\n\nInput: 5, Output: 120\nInput: 3, Output: 6\n',
    [
      ['5\n', '120\n'],
      ['3\n', '6\n'],
    ],
  ],
  ['## 示例\n\n输入：5，输出：120\n', [['5\n', '120\n']]],
  ['## Example\n\nInput: 5 Output: 120 Explanation: 5! is 120.\n', [['5\n', '120\n', '5! is 120.']]],
  // Two columns within a fence.
  ['## Example\n\n```\nInput    Output\n5        120\n```\n', [['5\n', '120\n']]],
  [
    '## Example\n\n```\ninput | output\n------|-------\n5 | 120\n3 | 6\n```\n',
    [
      ['5\n', '120\n'],
      ['3\n', '6\n'],
    ],
  ],
];

/** The same of pages. */
const pages: typeof cases = [
  ['<h2>Sample Input</h2><pre>1&#13;\n2</pre><h2>Sample Output</h2><pre>3&#13;\n</pre>', [['1\n2\n', '3\n']]],
  ['<p>Example: Input: 5 Output: 120</p>', [['5\n', '120\n']]],
  [
    '<h2>Example</h2><p><b>Input:</b> 5 <b>Output:</b> 120 <b>Explanation:</b> 5! is 120.</p>',
    [['5\n', '120\n', '5! is 120.']],
  ],
];

function samplesIn(text: string, languageId: string): string[][] {
  const reading = readProblem(text, { languageId });
  const samples = isProblem(reading) ? reading.problem.samples : [];
  return samples.map(({ input, output, note }) => [input, output, ...(note === undefined ? [] : [note])]);
}

describe('samples of a statement', () => {
  for (const [text, samples] of cases) {
    it(JSON.stringify(text), () => {
      deepEqual(samplesIn(`# Sum of things\n\nGiven numbers, print one.\n\n${text}`, 'markdown'), samples);
    });
  }

  for (const [text, samples] of pages) {
    it(JSON.stringify(text), () => {
      deepEqual(samplesIn(`<h1>Sum of things</h1><p>Given numbers, print one.</p>${text}`, 'html'), samples);
    });
  }
});
