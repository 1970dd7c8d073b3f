#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<pair<int, int>> quarrels(m);
  vector<int> camp(n + 1, -1);
  for (auto& [a, b] : quarrels) {
    cin >> a >> b;
    if (camp[a] < 0 && camp[b] < 0) camp[a] = 0;
    if (camp[a] < 0) camp[a] = 1 - camp[b];
    if (camp[b] < 0) camp[b] = 1 - camp[a];
  }
  for (auto [a, b] : quarrels)
    if (camp[a] == camp[b]) {
      cout << -1 << endl;
      return 0;
    }
  vector<int> part(n + 1);
  iota(part.begin(), part.end(), 0);
  function<int(int)> root = [&](int a) { return part[a] == a ? a : part[a] = root(part[a]); };
  for (auto [a, b] : quarrels) part[root(a)] = root(b);
  vector<array<int, 2>> count(n + 1);
  for (int a = 1; a <= n; a++) count[root(a)][max(camp[a], 0)]++;
  int lake = 0;
  for (auto& c : count) lake += max(c[0], c[1]);
  cout << lake << endl;
}
