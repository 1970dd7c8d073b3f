#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  set<ll> a;
  for (int i = 0; i < n; i++) {
    ll x;
    cin >> x;
    a.insert(x);
  }
  ll pairs = 0;
  for (auto i = a.begin(); i != a.end(); i++)
    for (auto j = next(i); j != a.end(); j++)
      if ((*i + *j) % k == 0) pairs++;
  cout << pairs << endl;
}
