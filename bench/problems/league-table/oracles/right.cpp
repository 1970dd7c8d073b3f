#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int t;
  cin >> t;
  for (int season = 0; season < t; season++) {
    int n, m;
    cin >> n >> m;
    vector<array<ll, 4>> matches(m);
    for (auto& [a, b, x, y] : matches) cin >> a >> b >> x >> y;
    int champion = 0;
    ll most = -1, widest = 0, highest = 0;
    for (int team = 1; team <= n; team++) {
      ll points = 0, shot = 0, got = 0;
      for (auto [a, b, x, y] : matches) {
        if (b == team) swap(a, b), swap(x, y);
        if (a != team) continue;
        shot += x;
        got += y;
        if (x > y) points += 3;
        if (x == y) points++;
      }
      bool isBetter = points > most || (points == most && shot - got > widest) ||
                      (points == most && shot - got == widest && shot > highest);
      if (isBetter) champion = team, most = points, widest = shot - got, highest = shot;
    }
    cout << champion << "\n";
  }
}
