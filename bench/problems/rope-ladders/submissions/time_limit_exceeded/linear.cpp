#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  vector<ll> a(n);
  for (auto& x : a) cin >> x;
  for (ll length = *max_element(a.begin(), a.end());; length--) {
    ll pieces = 0;
    for (ll x : a) pieces += length > 0 ? x / length : 2 * k;
    if (pieces >= 2 * k) {
      cout << length << endl;
      return 0;
    }
  }
}
