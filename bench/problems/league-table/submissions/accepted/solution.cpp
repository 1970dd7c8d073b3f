#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int t;
  cin >> t;
  while (t--) {
    int n, m;
    cin >> n >> m;
    vector<array<ll, 4>> teams(n);
    for (int i = 0; i < n; i++) teams[i] = {0, 0, 0, -i};
    while (m--) {
      ll a, b, x, y;
      cin >> a >> b >> x >> y;
      auto& [points, difference, shot, number] = teams[a - 1];
      auto& [otherPoints, otherDifference, otherShot, other] = teams[b - 1];
      points += x > y ? 3 : x == y;
      otherPoints += y > x ? 3 : x == y;
      difference += x - y;
      otherDifference += y - x;
      shot += x;
      otherShot += y;
    }
    cout << 1 - (*max_element(teams.begin(), teams.end()))[3] << "\n";
  }
}
