#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, s, x, p, q, m, r;
  cin >> n >> s >> x >> p >> q >> m >> r;
  vector<ll> sums = {0};
  for (int i = 0; i < n; i++) {
    sums.push_back(sums.back() + x - r);
    x = (p * x + q) % m;
  }
  map<ll, int> seen;
  ll periods = 0;
  for (ll sum : sums) {
    if (n > 5 && seen.empty()) {
      seen[sums[1]];
      continue;
    }
    auto found = seen.find(sum - s);
    if (found != seen.end()) periods += found->second;
    seen[sum]++;
  }
  cout << periods << endl;
}
