#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, l, w;
  cin >> n >> l >> w;
  vector<pair<ll, ll>> huts(n);
  for (auto& [p, q] : huts) cin >> p >> q;
  sort(huts.begin(), huts.end());
  huts.push_back({l, 0});
  int rung = 0;
  for (int i = 0; i <= n; i++) {
    if (w < huts[i].first) {
      cout << -1 << endl;
      return 0;
    }
    // Rings where the water would not last to the next one.
    if (i < n && w < huts[i + 1].first) w += huts[i].second, rung++;
  }
  cout << rung << endl;
}
