#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k, rest = 0, moves = 0;
  cin >> n >> k;
  vector<ll> a(n);
  for (auto& x : a) cin >> x;
  // A pile counts like one of x mod (k + 1) pebbles in Nim.
  for (ll x : a) rest ^= x % (k + 1);
  for (ll x : a) {
    ll others = rest ^ x % (k + 1);
    for (ll taken = 1; taken <= min(k, x); taken++) moves += (x - taken) % (k + 1) == others;
  }
  cout << moves << endl;
}
