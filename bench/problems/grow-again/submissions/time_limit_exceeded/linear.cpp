#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;

ll power(ll a, ll b, ll modulus) {
  ll result = 1 % modulus;
  for (ll i = 0; i < b; i++) result = a % modulus * result % modulus;
  return result;
}

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, c;
    cin >> a >> b >> c;
    bool no_time = b == 0 && c > 0;
    ll hours = power(b, c, mod - 1);
    ll germs = power(a, hours, mod);
    if (a % mod == 0) germs = no_time;
    cout << germs << '\n';
  }
}
