#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<pair<int, int>> guests(n);
  for (auto& [s, e] : guests) cin >> s >> e;
  sort(guests.begin(), guests.end());
  // The k-th guest after one who comes: together from the later arrival to the earlier leave.
  ll seconds = 0, until = -4e18;
  for (int i = 0; i + k <= n; i++) {
    ll from = max<ll>(guests[i + k - 1].first, until), to = guests[i].second;
    for (int j = i; j < i + k; j++) to = min<ll>(to, guests[j].second);
    if (to > from) seconds += to - from, until = to;
  }
  cout << seconds << endl;
}
