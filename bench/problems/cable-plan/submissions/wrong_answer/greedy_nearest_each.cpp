#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  set<pair<int, int>> cables;
  for (int i = 0; i < n; i++) {
    ll least = 4e18;
    int nearest = -1;
    for (int j = 0; j < n; j++) {
      ll length = abs(x[i] - x[j]) + abs(y[i] - y[j]);
      if (i != j && length < least) least = length, nearest = j;
    }
    if (nearest >= 0) cables.insert({min(i, nearest), max(i, nearest)});
  }
  ll total = 0;
  for (auto [i, j] : cables) total += abs(x[i] - x[j]) + abs(y[i] - y[j]);
  cout << total << endl;
}
