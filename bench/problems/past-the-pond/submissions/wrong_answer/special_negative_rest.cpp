#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;
vector<ll> factorial, inverse;

ll power(ll a, ll b) {
  ll result = 1;
  for (; b > 0; b /= 2) {
    if (b % 2) result = result * a % mod;
    a = a * a % mod;
  }
  return result;
}

ll ways(int east, int north) {
  if (east < 0 || north < 0) return 0;
  return factorial[east + north] * inverse[east] % mod * inverse[north] % mod;
}

int main() {
  int w, h, y, l, r;
  cin >> w >> h >> y >> l >> r;
  factorial.assign(w + h + 1, 1);
  for (int i = 1; i <= w + h; i++) factorial[i] = factorial[i - 1] * i % mod;
  inverse.assign(w + h + 1, power(factorial[w + h], mod - 2));
  for (int i = w + h; i > 0; i--) inverse[i - 1] = inverse[i] * i % mod;
  ll total = ways(w - 1, h - 1);
  // The ways that come to the pond first in column x: from the south, or in column l from the west, too.
  for (int x = l; x <= r; x++) {
    ll first = x == l ? ways(x - 1, y - 1) : ways(x - 1, y - 2);
    total = (total - first * ways(w - x, h - y)) % mod;
  }
  cout << total << endl;
}
