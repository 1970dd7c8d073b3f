#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<array<ll, 3>> roads(m);
  for (auto& [u, v, w] : roads) cin >> u >> v >> w;
  const ll never = 4e18;
  vector<ll> cost(n + 1, never);
  cost[1] = 0;
  for (int round = 0; round < n; round++)
    for (auto [u, v, w] : roads) {
      if (cost[u] < never) cost[v] = min(cost[v], cost[u] + w);
      if (cost[v] < never) cost[u] = min(cost[u], cost[v] + w);
    }
  cout << (cost[n] < never ? cost[n] : -1) << endl;
}
