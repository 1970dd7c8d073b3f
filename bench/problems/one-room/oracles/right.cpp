#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, g;
  cin >> n >> g;
  vector<pair<ll, ll>> groups(n);
  for (auto& [a, b] : groups) cin >> a >> b;
  int best = 0;
  for (int chosen = 0; chosen < 1 << n; chosen++) {
    bool fits = true;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (i != j && (chosen >> i & 1) && (chosen >> j & 1))
          fits &= groups[j].first >= groups[i].second + g || groups[i].first >= groups[j].second + g;
    if (fits) best = max(best, __builtin_popcount(chosen));
  }
  cout << best << endl;
}
