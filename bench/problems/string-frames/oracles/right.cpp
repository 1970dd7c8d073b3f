#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<int, int>> pins(n);
  for (auto& [x, y] : pins) cin >> x >> y;
  set<pair<int, int>> all(pins.begin(), pins.end());
  ll frames = 0;
  for (auto [a, b] : pins)
    for (auto [c, d] : pins)
      if (a < c && b < d) frames += all.count({a, d}) && all.count({c, b});
  cout << frames << endl;
}
