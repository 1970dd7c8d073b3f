#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  vector<ll> a(n);
  for (auto& x : a) cin >> x;
  // The best length cuts some rope into equal pieces: a rope into i pieces of a / i.
  ll best = 0;
  for (ll whole : a)
    for (ll i = 1; i <= min(whole, 2 * k); i++) {
      ll length = whole / i, pieces = 0;
      if (length <= best) break;
      for (ll x : a) pieces += x / length;
      if (pieces >= 2 * k) best = length;
    }
  cout << best << endl;
}
