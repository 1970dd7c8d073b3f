#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, l, w;
  cin >> n >> l >> w;
  vector<pair<ll, ll>> huts(n);
  for (auto& [q, p] : huts) cin >> p >> q;
  sort(huts.rbegin(), huts.rend());
  // As few as give enough; then it is seen whether they do.
  ll sum = w;
  vector<pair<ll, ll>> chosen;
  for (auto [q, p] : huts)
    if (sum < l) sum += q, chosen.push_back({p, q});
  sort(chosen.begin(), chosen.end());
  chosen.push_back({l, 0});
  for (auto [p, q] : chosen) {
    if (w < p) {
      cout << -1 << endl;
      return 0;
    }
    w += q;
  }
  cout << chosen.size() - 1 << endl;
}
