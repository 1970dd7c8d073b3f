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
  int longest = 0, now = 0;
  for (ll x = a; x <= b; x++) {
    now = isPrime(x) ? 0 : now + 1;
    longest = max(longest, now);
  }
  cout << longest << endl;
}
