#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<vector<pair<ll, int>>> roads(n + 1);
  for (int i = 0; i < m; i++) {
    ll u, v, w;
    cin >> u >> v >> w;
    roads[u].push_back({w, v});
    roads[v].push_back({w, u});
  }
  vector<bool> been(n + 1);
  ll cost = 0;
  for (int at = 1; at != n;) {
    been[at] = true;
    sort(roads[at].begin(), roads[at].end());
    int next = 0;
    for (auto [w, v] : roads[at])
      if (!been[v]) {
        next = v, cost += w;
        break;
      }
    if (!next) {
      cout << -1 << endl;
      return 0;
    }
    at = next;
  }
  cout << cost << endl;
}
