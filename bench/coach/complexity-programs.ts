import type { Growth } from '../../src/coach/index.ts';

/** A small program whose class of growth is known, in the number or the length of the array it reads. */
export interface KnownProgram {
  name: string;
  growth: Growth;
  language: 'cpp' | 'python';
  source: string;
  /** What `SIZE` makes: the number itself, or that many random numbers or letters. */
  reads: 'number' | 'array' | 'letters';
}

const cpp = (growth: Growth, reads: KnownProgram['reads'], name: string, body: string): KnownProgram => ({
  name,
  growth,
  reads,
  language: 'cpp',
  source: `#include <bits/stdc++.h>
using namespace std;
typedef long long ll;
typedef unsigned long long ull;
static ull state = 88172645463325252ULL;
static ull rnd() { state ^= state << 13; state ^= state >> 7; state ^= state << 17; return state; }
static ll ways(int n) { return n < 1 ? 1 : ways(n - 1) + ways(n - 1); }
static void merge_sort(vector<int>& a, vector<int>& b, int l, int r) {
  if (r - l < 2) return;
  int m = (l + r) / 2;
  merge_sort(a, b, l, m);
  merge_sort(a, b, m, r);
  merge(a.begin() + l, a.begin() + m, a.begin() + m, a.begin() + r, b.begin() + l);
  copy(b.begin() + l, b.begin() + r, a.begin() + l);
}
int main() {
  ios::sync_with_stdio(false);
  cin.tie(nullptr);
  ll n;
  cin >> n;
${reads === 'array' ? '  vector<int> a(n);\n  for (auto& x : a) cin >> x;\n' : ''}${reads === 'letters' ? '  string s;\n  cin >> s;\n' : ''}${body.replace(/^/gm, '  ')}
}
`,
});

const python = (growth: Growth, name: string, body: string): KnownProgram => ({
  name,
  growth,
  language: 'python',
  reads: 'number',
  source: `n = int(input())\n${body}\n`,
});

const made = 'vector<int> a(n);\nfor (auto& x : a) x = rnd() % 1000000007;';
const grid =
  'vector<vector<int>> g(n, vector<int>(n));\nfor (auto& row : g) for (auto& x : row) x = rnd() % 1000;';

export const knownPrograms: KnownProgram[] = [
  cpp('1', 'number', 'formula', 'cout << n / 2 * 3;'),
  cpp(
    '1',
    'number',
    'fixed loop',
    'ull x = n;\nfor (int i = 0; i < 30000000; i++) x = x * 3 + 1;\ncout << x;',
  ),
  python('1', 'formula in Python', 'print(n * (n + 1) // 2)'),
  cpp(
    'log n',
    'number',
    'many binary searches',
    'ull sum = 0;\nfor (int i = 0; i < 400000; i++) {\n  ll low = 0, high = n, want = rnd() % n;\n  while (low < high) {\n    ll middle = (low + high) / 2;\n    if (middle < want) low = middle + 1;\n    else high = middle;\n  }\n  sum += low;\n}\ncout << sum;',
  ),
  cpp(
    'log n',
    'number',
    'many powers',
    'ull sum = 0;\nfor (int i = 0; i < 300000; i++) {\n  ull base = rnd() % 1000003, power = 1;\n  for (ll e = n; e > 0; e /= 2) {\n    if (e % 2) power = power * base % 1000003;\n    base = base * base % 1000003;\n  }\n  sum += power;\n}\ncout << sum;',
  ),
  python(
    'log n',
    'bits in Python',
    'sum = 0\nfor i in range(20000):\n    m = n\n    while m:\n        sum += m & 1\n        m >>= 1\nprint(sum)',
  ),
  cpp('n', 'array', 'sum', 'll sum = 0;\nfor (int x : a) sum += x;\ncout << sum;'),
  cpp(
    'n',
    'array',
    'largest stretch',
    'll best = 0, here = 0;\nfor (int x : a) {\n  here = max<ll>(0, here + x - 500000000);\n  best = max(best, here);\n}\ncout << best;',
  ),
  cpp(
    'n',
    'array',
    'prefix sums',
    'vector<ll> p(n + 1);\nfor (int i = 0; i < n; i++) p[i + 1] = p[i] + a[i];\ncout << p[n / 2] << p[n];',
  ),
  cpp(
    'n',
    'array',
    'counting sort',
    'vector<int> count(1000);\nfor (int x : a) count[x % 1000]++;\nfor (int c : count) cout << c << "\\n";',
  ),
  cpp(
    'n',
    'array',
    'two ends',
    'int i = 0, j = n - 1;\nll sum = 0;\nwhile (i < j) {\n  if (a[i] < a[j]) sum += a[i++];\n  else sum += a[j--];\n}\ncout << sum;',
  ),
  cpp(
    'n',
    'letters',
    'prefix function',
    'vector<int> p(n);\nfor (int i = 1, k = 0; i < n; i++) {\n  while (k && s[i] != s[k]) k = p[k - 1];\n  if (s[i] == s[k]) k++;\n  p[i] = k;\n}\ncout << p[n - 1];',
  ),
  cpp('n', 'letters', 'turned round', 'reverse(s.begin(), s.end());\ncout << s;'),
  cpp(
    'n',
    'number',
    'one loop',
    'ull x = 1;\nfor (ll i = 0; i < n; i++) x = x * 6364136223846793005ULL + i;\ncout << x;',
  ),
  python('n', 'loop in Python', 'x = 1\nfor i in range(n):\n    x = (x * 31 + i) % 1000003\nprint(x)'),
  cpp('n log n', 'number', 'sort', `${made}\nsort(a.begin(), a.end());\ncout << a[0];`),
  cpp(
    'n log n',
    'number',
    'merge sort',
    `${made}\nvector<int> b(n);\nmerge_sort(a, b, 0, n);\ncout << a[0];`,
  ),
  cpp(
    'n log n',
    'number',
    'heap',
    'priority_queue<int> q;\nfor (ll i = 0; i < n; i++) q.push(rnd() % 1000000007);\null sum = 0;\nwhile (!q.empty()) {\n  sum = sum * 7 + q.top();\n  q.pop();\n}\ncout << sum;',
  ),
  cpp(
    'n log n',
    'number',
    'multiples',
    'vector<int> d(n + 1);\nfor (ll i = 1; i <= n; i++) for (ll j = i; j <= n; j += i) d[j]++;\ncout << *max_element(d.begin(), d.end());',
  ),
  cpp(
    'n log n',
    'number',
    'sparse table',
    `${made}\nvector<vector<int>> t{a};\nfor (ll k = 1; 2 * k <= n; k *= 2) {\n  t.push_back(t.back());\n  for (ll i = 0; i + 2 * k <= n; i++) t.back()[i] = min(t[t.size() - 2][i], t[t.size() - 2][i + k]);\n}\ncout << t.back()[0];`,
  ),
  cpp(
    'n log n',
    'number',
    'bits of each',
    'ull sum = 0;\nfor (ll i = 1; i <= n; i++) for (ll m = n; m; m /= 2) sum += m ^ i;\ncout << sum;',
  ),
  cpp(
    'n log n',
    'array',
    'sort what is read',
    'for (int turn = 0; turn < 5; turn++) {\n  sort(a.begin(), a.end());\n  for (auto& x : a) x = x * 31LL % 1000000007;\n}\ncout << a[0];',
  ),
  python(
    'n log n',
    'merge sort in Python',
    'import random\ndef msort(a):\n    if len(a) < 2:\n        return a\n    m = len(a) // 2\n    l, r = msort(a[:m]), msort(a[m:])\n    b = []\n    i = j = 0\n    while i < len(l) and j < len(r):\n        if l[i] < r[j]:\n            b.append(l[i]); i += 1\n        else:\n            b.append(r[j]); j += 1\n    return b + l[i:] + r[j:]\nprint(msort([random.random() for _ in range(n)])[0])',
  ),
  cpp(
    'n^2',
    'array',
    'all pairs',
    'll count = 0;\nfor (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) count += (a[i] ^ a[j]) % 7 == 0;\ncout << count;',
  ),
  cpp(
    'n^2',
    'array',
    'bubble sort',
    'for (int i = 0; i < n; i++) for (int j = 0; j + 1 < n - i; j++) if (a[j] > a[j + 1]) swap(a[j], a[j + 1]);\ncout << a[0];',
  ),
  cpp(
    'n^2',
    'array',
    'insertion sort',
    'for (int i = 1; i < n; i++) for (int j = i; j > 0 && a[j - 1] > a[j]; j--) swap(a[j], a[j - 1]);\ncout << a[0];',
  ),
  cpp(
    'n^2',
    'letters',
    'longest palindrome subsequence',
    'vector<int> one(n + 1), two(n + 1);\nfor (int i = n - 1; i >= 0; i--) {\n  two[i] = 1;\n  for (int j = i + 1; j < n; j++) two[j] = s[i] == s[j] ? (j > i + 1 ? one[j - 1] : 0) + 2 : max(one[j], two[j - 1]);\n  swap(one, two);\n}\ncout << one[n - 1];',
  ),
  cpp(
    'n^2',
    'number',
    'knapsack',
    'vector<ll> best(n + 1);\nfor (ll i = 1; i <= n; i++) for (ll w = n; w >= i; w--) best[w] = max(best[w], best[w - i] + (ll)(i * 7919 % 1009));\ncout << best[n];',
  ),
  cpp(
    'n^2',
    'number',
    'nearest, dense',
    `vector<ll> d(n, 1e18);\nvector<char> done(n);\nd[0] = 0;\nfor (ll t = 0; t < n; t++) {\n  ll v = -1;\n  for (ll i = 0; i < n; i++) if (!done[i] && (v < 0 || d[i] < d[v])) v = i;\n  done[v] = 1;\n  for (ll i = 0; i < n; i++) d[i] = min(d[i], d[v] + (ll)((v * 31 + i * 17) % 1000 + 1));\n}\ncout << d[n - 1];`,
  ),
  python(
    'n^2',
    'pairs in Python',
    'c = 0\nfor i in range(n):\n    for j in range(i):\n        c += (i ^ j) & 1\nprint(c)',
  ),
  cpp(
    'n^2',
    'number',
    'rows of Pascal',
    'vector<int> row(n + 1);\nrow[0] = 1;\nfor (ll i = 1; i <= n; i++) for (ll j = i; j > 0; j--) row[j] = (row[j] + row[j - 1]) % 1000003;\ncout << row[n / 2];',
  ),
  cpp(
    'n^3',
    'number',
    'shortest paths of all',
    `${grid}\nfor (int k = 0; k < n; k++) for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) g[i][j] = min(g[i][j], g[i][k] + g[k][j]);\ncout << g[0][n - 1];`,
  ),
  cpp(
    'n^3',
    'number',
    'matrix product',
    `${grid}\nvector<vector<int>> c(n, vector<int>(n));\nfor (int i = 0; i < n; i++) for (int k = 0; k < n; k++) for (int j = 0; j < n; j++) c[i][j] += g[i][k] * g[k][j];\ncout << c[0][0];`,
  ),
  cpp(
    'n^3',
    'array',
    'triples',
    'll count = 0;\nfor (int i = 0; i < n; i++) for (int j = 0; j < i; j++) for (int k = 0; k < j; k++) count += (a[i] + (ll)a[j] + a[k]) % 3 == 0;\ncout << count;',
  ),
  cpp(
    'n^3',
    'array',
    'joining stones',
    'vector<vector<ll>> best(n, vector<ll>(n));\nvector<ll> p(n + 1);\nfor (int i = 0; i < n; i++) p[i + 1] = p[i] + a[i];\nfor (int l = 2; l <= n; l++) for (int i = 0; i + l <= n; i++) {\n  ll m = 4e18;\n  for (int k = i; k + 1 < i + l; k++) m = min(m, best[i][k] + best[k + 1][i + l - 1]);\n  best[i][i + l - 1] = m + p[i + l] - p[i];\n}\ncout << best[0][n - 1];',
  ),
  python(
    'n^3',
    'triples in Python',
    'c = 0\nfor i in range(n):\n    for j in range(i):\n        for k in range(j):\n            c += i ^ j ^ k\nprint(c)',
  ),
  cpp(
    '2^n',
    'number',
    'all subsets',
    'ull best = 0;\nfor (ull mask = 0; mask < (1ULL << n); mask++) best = best * 31 + mask;\ncout << best;',
  ),
  cpp('2^n', 'number', 'two calls each', 'cout << ways(n);'),
  cpp(
    '2^n',
    'number',
    'sums of subsets',
    'vector<int> sum{0};\nfor (ll i = 0; i < n; i++) {\n  auto more = sum;\n  for (int x : more) sum.push_back(x + i * 7);\n}\ncout << sum.back();',
  ),
  python(
    '2^n',
    'towers in Python',
    'def move(k):\n    return 0 if k == 0 else move(k - 1) + 1 + move(k - 1)\nprint(move(n))',
  ),
];

/** Generators called with SEED and SIZE, one for each way of reading. */
export const generators: Record<KnownProgram['reads'], string> = {
  number: 'int main(int, char** v) { puts(v[2]); }',
  array:
    'int main(int, char** v) { srand(atoi(v[1])); long n = atol(v[2]); printf("%ld\\n", n); for (long i = 0; i < n; i++) printf("%d ", rand() % 1000000007); puts(""); }',
  letters:
    'int main(int, char** v) { srand(atoi(v[1])); long n = atol(v[2]); printf("%ld\\n", n); for (long i = 0; i < n; i++) putchar(\'a\' + rand() % 3); puts(""); }',
};
