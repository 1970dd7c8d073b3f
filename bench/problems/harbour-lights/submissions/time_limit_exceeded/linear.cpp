#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, d;
  cin >> n >> d;
  vector<ll> t(n);
  for (auto& x : t) cin >> x;
  ll most = *max_element(t.begin(), t.end());
  for (ll now = most; now <= d; now += most) {
    bool all = true;
    for (ll x : t) all = all && now % x == 0;
    if (all) {
      cout << now << endl;
      return 0;
    }
  }
  cout << -1 << endl;
}
