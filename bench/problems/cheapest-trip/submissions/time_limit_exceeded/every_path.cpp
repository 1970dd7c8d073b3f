#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, m;
vector<vector<pair<int, ll>>> roads;
vector<bool> been;
ll best = 4e18;

void go(int u, ll cost) {
  if (u == n) best = min(best, cost);
  been[u] = true;
  for (auto [v, w] : roads[u])
    if (!been[v]) go(v, cost + w);
  been[u] = false;
}

int main() {
  cin >> n >> m;
  roads.resize(n + 1);
  been.resize(n + 1);
  for (int i = 0; i < m; i++) {
    ll u, v, w;
    cin >> u >> v >> w;
    roads[u].push_back({v, w});
    roads[v].push_back({u, w});
  }
  go(1, 0);
  cout << (best < 4e18 ? best : -1) << endl;
}
