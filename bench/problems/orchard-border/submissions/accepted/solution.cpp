#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  // By Pick's theorem, area = inside + border / 2 - 1.
  __int128 twice = 0;
  ll border = 0;
  for (int i = 0; i < n; i++) {
    int j = (i + 1) % n;
    twice += (__int128)(x[i] - x[0]) * (y[j] - y[0]) - (__int128)(x[j] - x[0]) * (y[i] - y[0]);
    border += gcd(x[j] - x[i], y[j] - y[i]);
  }
  if (twice < 0) twice = -twice;
  cout << (ll)((twice - border + 2) / 2) << endl;
}
