#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, m;
vector<int> r, c;
vector<string> sheet;

bool fill(int i, int j, int left) {
  if (i == n) return count(c.begin(), c.end(), 0) == m;
  if (j == m) return left == 0 && fill(i + 1, 0, i + 1 < n ? r[i + 1] : 0);
  if (left > 0 && c[j] > 0) {
    sheet[i][j] = '#';
    c[j]--;
    if (fill(i, j + 1, left - 1)) return true;
    c[j]++;
    sheet[i][j] = '.';
  }
  return m - j > left && fill(i, j + 1, left);
}

int main() {
  cin >> n >> m;
  r.resize(n);
  c.resize(m);
  for (int& x : r) cin >> x;
  for (int& x : c) cin >> x;
  sheet.assign(n, string(m, '.'));
  if (!fill(0, 0, r[0])) sheet = {"-1"};
  for (auto& row : sheet) cout << row << "\n";
}
