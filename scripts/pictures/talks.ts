/** A question and an answer for a picture, with the problem they are about. */
export interface Talk {
  file: string;
  statement: string;
  question: string;
  answer: string;
}

const program = `n, q = map(int, input().split())
s = [0]
for x in input().split():
    s.append(s[-1] + int(x))
for _ in range(q):
    l, r = map(int, input().split())
    print(s[r] - s[l - 1])
`;

export const prefixSums: Talk = {
  file: 'range-sums.md',
  statement: `# Range Sums

There are n numbers and q questions. For each question l r print the sum of the numbers from the l-th to the r-th.

## Input

The first line contains n and q (1 <= n, q <= 200000). The second line contains n integers from -10^9 to 10^9. Each of the next q lines contains l and r (1 <= l <= r <= n).

## Sample Input 1

    5 2
    3 1 4 1 5
    1 3
    2 5

## Sample Output 1

    8
    11

## Sample Input 2

    1 1
    -7
    1 1

## Sample Output 2

    -7
`,
  question: 'How do I answer each question at once?',
  answer: `Keep **prefix sums**: $s_i = a_1 + \\dots + a_i$, with $s_0 = 0$. Then

$$\\sum_{i=l}^{r} a_i = s_r - s_{l-1}$$

so a question costs $O(1)$ after $O(n)$ once.

\`\`\`python
${program}\`\`\`
`,
};

export const inChinese: Talk = {
  file: '区间和.md',
  statement: `# 区间和

给定 n 个整数和 q 次询问。对每次询问 l r，输出第 l 个到第 r 个数的和。

## 输入格式

第一行包含 n 和 q（1 <= n, q <= 200000）。第二行包含 n 个整数，范围 -10^9 到 10^9。接下来 q 行，每行包含 l 和 r（1 <= l <= r <= n）。

## 输入样例 1

    5 2
    3 1 4 1 5
    1 3
    2 5

## 输出样例 1

    8
    11

## 输入样例 2

    1 1
    -7
    1 1

## 输出样例 2

    -7
`,
  question: '怎样让每次询问都很快？',
  answer: `用**前缀和**：$s_i = a_1 + \\dots + a_i$，其中 $s_0 = 0$。于是

$$\\sum_{i=l}^{r} a_i = s_r - s_{l-1}$$

预处理 $O(n)$，每次询问 $O(1)$。

\`\`\`python
${program}\`\`\`
`,
};
