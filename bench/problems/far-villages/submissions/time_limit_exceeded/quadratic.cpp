#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, k;
vector<vector<pair<int, ll>>> roads;

pair<ll, int> farthest(int from) {
  vector<ll> away(n + 1, -1);
  vector<int> todo = {from};
  away[from] = 0;
  for (int i = 0; i < (int)todo.size(); i++)
    for (auto [b, w] : roads[todo[i]])
      if (away[b] < 0) away[b] = away[todo[i]] + w, todo.push_back(b);
  pair<ll, int> best = {0, from};
  for (int a = 1; a <= n; a++) best = max(best, {away[a], a});
  return best;
}

int main() {
  cin >> n >> k;
  vector<ll> d(k), w(k);
  for (int j = 0; j < k; j++) cin >> d[j] >> w[j];
  roads.resize(n + 1);
  for (int i = 2; i <= n; i++) {
    int to = max(1LL, i - d[i % k]);
    roads[i].push_back({to, w[i % k]});
    roads[to].push_back({i, w[i % k]});
  }
  ll best = 0;
  for (int a = 1; a <= n; a++) best = max(best, farthest(a).first);
  cout << best << endl;
}
