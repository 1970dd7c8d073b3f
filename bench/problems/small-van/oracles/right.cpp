#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, c;
  cin >> n >> k >> c;
  vector<ll> w(n), v(n);
  for (int i = 0; i < n; i++) cin >> w[i] >> v[i];
  ll best = 0;
  for (int chosen = 0; chosen < 1 << n; chosen++) {
    ll load = 0, sum = 0;
    for (int i = 0; i < n; i++)
      if (chosen >> i & 1) load += w[i], sum += v[i];
    if (load <= c && __builtin_popcount(chosen) <= k) best = max(best, sum);
  }
  cout << best << endl;
}
