#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<pair<int, int>> quarrels(m);
  for (auto& [a, b] : quarrels) cin >> a >> b, a--, b--;
  int best = -1;
  for (int lake = 0; lake < 1 << n; lake++) {
    bool good = true;
    for (auto [a, b] : quarrels) good = good && (lake >> a & 1) != (lake >> b & 1);
    if (good) best = max(best, __builtin_popcount(lake));
  }
  cout << best << endl;
}
