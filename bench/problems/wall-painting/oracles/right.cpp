#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, n, k, weatherproof = 0;
  cin >> w >> h >> n >> k;
  vector<array<int, 4>> parts(n);
  for (auto& [x1, y1, x2, y2] : parts) cin >> x1 >> y1 >> x2 >> y2;
  for (int y = 1; y <= h; y++)
    for (int x = 1; x <= w; x++) {
      int coats = 0;
      for (auto [x1, y1, x2, y2] : parts) coats += x1 <= x && x <= x2 && y1 <= y && y <= y2;
      weatherproof += coats >= k;
    }
  cout << weatherproof << endl;
}
