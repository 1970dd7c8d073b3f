#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, d;
  cin >> n >> d;
  vector<ll> t(n);
  for (auto& x : t) cin >> x;
  sort(t.rbegin(), t.rend());
  __int128 together = t[0];
  for (int i = 1; i < min(n, 3LL); i++) together = together / gcd((ll)together, t[i]) * t[i];
  cout << (together > d ? -1 : (ll)together) << endl;
}
