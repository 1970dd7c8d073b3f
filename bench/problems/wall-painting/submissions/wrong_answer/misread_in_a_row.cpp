#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, n, k;
  cin >> w >> h >> n >> k;
  vector<array<int, 4>> parts(n);
  for (auto& [x1, y1, x2, y2] : parts) cin >> x1 >> y1 >> x2 >> y2;
  int weatherproof = 0;
  for (int y = 1; y <= min(h, 60); y++)
    for (int x = 1; x <= min(w, 60); x++) {
      int now = 0, most = 0;
      for (auto [x1, y1, x2, y2] : parts) {
        bool painted = x1 <= x && x <= x2 && y1 <= y && y <= y2;
        now = painted ? now + 1 : 0;
        most = max(most, now);
      }
      weatherproof += most >= k;
    }
  cout << weatherproof << endl;
}
