#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, c;
  cin >> n >> c;
  vector<int> w(n);
  for (int& x : w) cin >> x;
  // The fewest loads, and among those the lightest last one.
  vector<pair<int, int>> best(1 << n, {INT_MAX, 0});
  best[0] = {0, c};
  for (int fired = 1; fired < 1 << n; fired++)
    for (int i = 0; i < n; i++) {
      if (!(fired >> i & 1)) continue;
      auto [loads, grams] = best[fired ^ 1 << i];
      if (grams + w[i] <= c)
        best[fired] = min(best[fired], {loads, grams + w[i]});
      else
        best[fired] = min(best[fired], {loads + 1, w[i]});
    }
  cout << best.back().first << endl;
}
