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
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++)
      if (r[i] > 0 && c[j] > 0) sheet[i][j] = '#', r[i]--, c[j]--;
  for (int x : r)
    if (x) sheet = {"-1"};
  for (int x : c)
    if (x) sheet = {"-1"};
  for (auto& row : sheet) cout << row << "\n";
}
