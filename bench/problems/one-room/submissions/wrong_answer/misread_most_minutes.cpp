#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, g;
  cin >> n >> g;
  vector<pair<ll, ll>> groups(n);
  for (auto& [b, a] : groups) cin >> a >> b;
  sort(groups.begin(), groups.end());
  vector<pair<ll, int>> best(n + 1);
  for (int i = 0; i < n; i++) {
    auto [b, a] = groups[i];
    int before = i;
    while (before > 0 && groups[before - 1].first + g > a) before--;
    best[i + 1] = max(best[i], make_pair(best[before].first + b - a, best[before].second + 1));
  }
  cout << best[n].second << endl;
}
