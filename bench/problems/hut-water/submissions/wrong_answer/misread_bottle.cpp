#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, l, w;
  cin >> n >> l >> w;
  vector<pair<ll, ll>> huts(n);
  for (auto& [p, q] : huts) cin >> p >> q;
  sort(huts.begin(), huts.end());
  // No more can be carried than at the start.
  vector<ll> farthest(n + 1, -1);
  farthest[0] = w;
  for (auto [p, q] : huts)
    for (int j = n; j >= 1; j--)
      if (farthest[j - 1] >= p) farthest[j] = max(farthest[j], min(p + w, farthest[j - 1] + q));
  for (int j = 0; j <= n; j++)
    if (farthest[j] >= l) {
      cout << j << endl;
      return 0;
    }
  cout << -1 << endl;
}
