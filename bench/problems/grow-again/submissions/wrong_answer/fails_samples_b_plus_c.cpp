#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;

ll power(ll a, ll b, ll modulus) {
  ll result = 1 % modulus;
  for (a %= modulus; b > 0; b /= 2) {
    if (b % 2) result = result * a % modulus;
    a = a * a % modulus;
  }
  return result;
}

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, c;
    cin >> a >> b >> c;
    bool no_time = b == 0 && c > 0;
    ll hours = (b + c) % (mod - 1);
    ll germs = power(a, hours, mod);
    if (a % mod == 0) germs = no_time;
    cout << germs << '\n';
  }
}
