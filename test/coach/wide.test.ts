import { strict as assert } from 'node:assert';
import { widened } from '../../src/coach/review/wide.ts';

describe('wider integers', () => {
  it('stand in the place of int, and leave main, texts, comments and the preprocessor alone', () => {
    const source = `#include <vector>
#define SIZE 10
// int of 5
const int most = 1000000007, *none = 0;
std::vector<int> of(int n) { return std::vector<int>(n + 1, 0x7f); }
int main(){ auto text = "int 1"; char c = '1'; double d = 1.5 + 1e9; of(2); for (int i = 0; i < 3; i++) ; return 0; }
`;
    assert.equal(
      widened(source),
      `#include <vector>
#define SIZE 10
// int of 5
const long long most = 1000000007LL, *none = 0LL;
std::vector<long long> of(long long n) { return std::vector<long long>(n + 1LL, 0x7f); }
int main(){ auto text = "int 1"; char c = '1'; double d = 1.5 + 1e9; of(2LL); for (long long i = 0LL; i < 3LL; i++) ; return 0LL; }
`,
    );
  });

  for (const meant of [
    'unsigned seed = 1;',
    'int n; scanf("%d", &n);',
    'printf("%d", 1);',
    'uint32_t hash = 0;',
    'std::mt19937 random;',
    'if (__builtin_popcount(x) > 1) {}',
    'long int n;',
    'auto text = R"(int)";',
  ])
    it(`is not tried where the width may be meant: ${meant}`, () => assert.equal(widened(meant), undefined));

  it('is tried where such a word stands in a comment or a text', () => {
    assert.equal(widened('int a; // not unsigned'), 'long long a; // not unsigned');
    assert.equal(widened('auto s = "printf";'), 'auto s = "printf";');
  });
});
