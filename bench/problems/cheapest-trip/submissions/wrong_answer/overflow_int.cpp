#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<vector<pair<int, ll>>> roads(n + 1);
  for (int i = 0; i < m; i++) {
    ll u, v, w;
    cin >> u >> v >> w;
    roads[u].push_back({v, w});
    roads[v].push_back({u, w});
  }
  const int never = 2e9;
  vector<int> cost(n + 1, never);
  priority_queue<pair<ll, int>, vector<pair<ll, int>>, greater<>> todo;
  cost[1] = 0;
  todo.push({0, 1});
  while (!todo.empty()) {
    auto [c, u] = todo.top();
    todo.pop();
    if (c > cost[u]) continue;
    for (auto [v, w] : roads[u])
      if (c + w < cost[v]) {
        cost[v] = c + w;
        todo.push({cost[v], v});
      }
  }
  cout << (cost[n] < never ? cost[n] : -1) << endl;
}
