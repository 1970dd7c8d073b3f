#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  vector<ll> a(n);
  for (auto& x : a) cin >> x;
  sort(a.rbegin(), a.rend());
  ll best = 0;
  // Tries the length of each rope and of its half and third only.
  for (ll whole : a)
    for (ll parts = 1; parts <= 3; parts++) {
      ll length = whole / parts, pieces = 0;
      for (ll x : a) pieces += length ? x / length : 0;
      if (pieces >= 2 * k) best = max(best, length);
    }
  cout << best << endl;
}
