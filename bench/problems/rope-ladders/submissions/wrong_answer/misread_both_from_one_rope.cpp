#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  vector<ll> a(n);
  for (auto& x : a) cin >> x;
  ll low = 0, high = 1e12;
  while (low < high) {
    ll length = (low + high + 1) / 2, pieces = 0;
    for (ll x : a) pieces += x / length / 2 * 2;
    if (pieces >= 2 * k) low = length;
    else high = length - 1;
  }
  cout << low << endl;
}
