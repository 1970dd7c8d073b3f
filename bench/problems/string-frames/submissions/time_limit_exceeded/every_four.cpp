#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<int, int>> pins(n);
  for (auto& [x, y] : pins) cin >> x >> y;
  ll frames = 0;
  for (auto [a, b] : pins)
    for (auto [c, d] : pins)
      if (a < c && b < d)
        for (auto [e, f] : pins)
          for (auto [g, h] : pins)
            if (e == a && f == d && g == c && h == b) frames++;
  cout << frames << endl;
}
