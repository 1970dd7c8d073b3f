#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, c;
  cin >> n >> c;
  vector<ll> w(n);
  for (ll& x : w) cin >> x;
  // The fewest loads, and among those the lightest last one.
  vector<pair<int, ll>> best(1 << n, {INT_MAX, 0});
  best[0] = {0, c};
  for (int fired = 1; fired < 1 << n; fired++)
    for (int i = 0; i < n; i++) {
      if (!(fired >> i & 1)) continue;
      auto [loads, grams] = best[fired ^ 1 << i];
      if (grams + w[i] <= c)
        best[fired] = loads < best[fired].first ? make_pair(loads, grams + w[i]) : best[fired];
      else if (loads + 1 < best[fired].first)
        best[fired] = {loads + 1, w[i]};
    }
  cout << best.back().first << endl;
}
