#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

bool isPrime(ll x) {
  for (ll p = 2; p * p <= x; p++)
    if (x % p == 0) return false;
  return x > 1;
}

int main() {
  ll a, b;
  cin >> a >> b;
  int longest = 0;
  for (ll from = a; from <= b; from++) {
    ll to = from;
    while (to <= b && !isPrime(to)) to++;
    longest = max(longest, int(to - from));
    from = to;
  }
  cout << longest << endl;
}
