#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, s, a, b;
  cin >> n >> m >> s >> a >> b;
  set<pair<ll, ll>> met;
  ll sum = 0;
  while (m--) {
    ll u = s % n;
    s = (a * s + b) % 1000000007;
    ll v = s % n;
    s = (a * s + b) % 1000000007;
    if (u != v) met.insert(minmax(u, v));
    sum += n * (n - 1) / 2 - (ll)met.size();
  }
  cout << sum << endl;
}
