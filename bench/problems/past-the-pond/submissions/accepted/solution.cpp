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

/** The ways from one square to another that lies so far to the east and to the north. */
ll ways(int east, int north) {
  return factorial[east + north] * inverse[east] % mod * inverse[north] % mod;
}

int main() {
  int w, h, y, l, r;
  cin >> w >> h >> y >> l >> r;
  factorial.assign(w + h + 1, 1);
  for (int i = 1; i <= w + h; i++) factorial[i] = factorial[i - 1] * i % mod;
  inverse.assign(w + h + 1, power(factorial[w + h], mod - 2));
  for (int i = w + h; i > 0; i--) inverse[i - 1] = inverse[i] * i % mod;
  ll total = 0;
  // West of the pond, she must leave its row again before she comes to the pond.
  for (int x = 1; x < l && y < h; x++) total = (total + ways(x - 1, y - 1) * ways(w - x, h - y - 1)) % mod;
  // East of it, she must not enter its row before.
  for (int x = r + 1; x <= w && y > 1; x++) total = (total + ways(x - 1, y - 2) * ways(w - x, h - y)) % mod;
  cout << total << endl;
}
