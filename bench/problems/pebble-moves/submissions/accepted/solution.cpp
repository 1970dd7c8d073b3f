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
    ll now = x % (k + 1), wanted = now ^ rest;
    if (rest == 0 || wanted > k) continue;
    ll taken = (now - wanted + k + 1) % (k + 1);
    moves += taken <= x;
  }
  cout << moves << endl;
}
