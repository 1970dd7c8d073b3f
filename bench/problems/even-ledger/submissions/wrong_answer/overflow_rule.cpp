#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, s, x, p, q, m, r;
  cin >> n >> s >> x >> p >> q >> m >> r;
  vector<ll> sums = {0};
  for (int i = 0; i < n; i++) {
    sums.push_back(sums.back() + x - r);
    x = ((unsigned)p * (unsigned)x + (unsigned)q) % (unsigned)m;
  }
  map<ll, int> seen;
  ll periods = 0;
  for (ll sum : sums) {
    auto found = seen.find(sum - s);
    if (found != seen.end()) periods += found->second;
    seen[sum]++;
  }
  cout << periods << endl;
}
