#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<int, int>> pins(n);
  for (auto& [x, y] : pins) cin >> x >> y;
  sort(pins.begin(), pins.end());
  set<pair<int, int>> all(pins.begin(), pins.end());
  ll frames = 0;
  for (auto [a, b] : pins) {
    int found = 0;
    for (auto [c, d] : pins)
      if (a < c && b < d && found < 2) found += all.count({a, d}) && all.count({c, b});
    frames += found;
  }
  cout << frames << endl;
}
