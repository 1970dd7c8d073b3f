#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, c;
  cin >> n >> k >> c;
  vector<pair<ll, ll>> parcels(n);
  for (auto& [w, v] : parcels) cin >> w >> v;
  sort(parcels.begin(), parcels.end(), [](auto p, auto q) { return p.second * q.first > q.second * p.first; });
  ll sum = 0;
  for (auto [w, v] : parcels)
    if (k > 0 && w <= c) k--, c -= w, sum += v;
  cout << sum << endl;
}
