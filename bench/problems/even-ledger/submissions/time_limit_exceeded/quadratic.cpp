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
  ll periods = 0;
  for (int to = 1; to <= n; to++)
    for (int from = 0; from < to; from++) periods += sums[to] - sums[from] == s;
  cout << periods << endl;
}
