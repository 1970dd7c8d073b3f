#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int t;
  cin >> t;
  while (t--) {
    int n, m;
    cin >> n >> m;
    map<int, array<ll, 3>> teams;
    while (m--) {
      ll a, b, x, y;
      cin >> a >> b >> x >> y;
      for (auto [team, own, other] : {array<ll, 3>{a, x, y}, array<ll, 3>{b, y, x}}) {
        teams[team][0] += own > other ? 3 : own == other;
        teams[team][1] += own - other;
        teams[team][2] += own;
      }
    }
    // Only those that played.
    int champion = 0;
    for (auto& [team, result] : teams)
      if (!champion || result > teams[champion]) champion = team;
    cout << champion << "\n";
  }
}
