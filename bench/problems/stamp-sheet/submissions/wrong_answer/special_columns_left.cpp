#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<int> r(n), c(m);
  for (int& x : r) cin >> x;
  for (int& x : c) cin >> x;
  vector<string> sheet(n, string(m, '.'));
  bool isRight = true;
  vector<int> columns(m);
  iota(columns.begin(), columns.end(), 0);
  for (int i = 0; i < n; i++) {
    // A row takes the columns that need most.
    stable_sort(columns.begin(), columns.end(), [&](int a, int b) { return c[a] > c[b]; });
    for (int j = 0; j < r[i]; j++) {
      sheet[i][columns[j]] = '#';
      if (--c[columns[j]] < 0) isRight = false;
    }
  }
  if (!isRight) {
    cout << -1 << endl;
    return 0;
  }
  for (auto& row : sheet) cout << row << "\n";
}
