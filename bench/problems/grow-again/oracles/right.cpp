#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;

ll power(ll a, ll b, ll modulus) {
  if (b == 0) return 1 % modulus;
  ll half = power(a, b / 2, modulus), square = half * half % modulus;
  return b % 2 ? square * (a % modulus) % modulus : square;
}

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, c;
    cin >> a >> b >> c;
    ll germs = a % mod;
    if (c > 0 && b == 0) germs = 1;
    else if (c > 0 && c <= 2000) {
      for (int i = 0; i < c; i++) germs = power(germs, b, mod);
    } else if (c > 0 && germs > 0) {
      // The powers of a repeat with a period that divides mod - 1 = 2 * 500000003, a product of two primes.
      for (ll period : {mod - 1, 500000003LL, 2LL, 1LL})
        if (power(a, period, mod) == 1) germs = power(a, power(b, c, period) + period, mod);
    }
    cout << germs << endl;
  }
}
