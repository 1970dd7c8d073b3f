#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, n, k;
  cin >> w >> h >> n >> k;
  vector<vector<int>> coats(h + 2, vector<int>(w + 2));
  while (n--) {
    int x1, y1, x2, y2;
    cin >> x1 >> y1 >> x2 >> y2;
    coats[y1][x1]++;
    coats[y1][x2 + 1]--;
    coats[y2 + 1][x1]--;
    coats[y2 + 1][x2 + 1]++;
  }
  int weatherproof = 0;
  for (int y = 1; y <= h; y++)
    for (int x = 1; x <= w; x++) {
      coats[y][x] += coats[y - 1][x] + coats[y][x - 1] - coats[y - 1][x - 1];
      weatherproof += coats[y][x] == k;
    }
  cout << weatherproof << endl;
}
