#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, n, k;
  cin >> w >> h >> n >> k;
  vector<vector<int>> coats(h + 1, vector<int>(w + 1));
  while (n--) {
    int x1, y1, x2, y2;
    cin >> x1 >> y1 >> x2 >> y2;
    for (int x = x1; x <= x2; x++)
      for (int y = y1; y <= y2; y++) coats[y][x]++;
  }
  int weatherproof = 0;
  for (int y = 1; y <= h; y++)
    for (int x = 1; x <= w; x++) weatherproof += coats[y][x] >= k;
  cout << weatherproof << endl;
}
