#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int h, w;
  cin >> h >> w;
  vector<string> a(h);
  for (auto& row : a) cin >> row;
  vector<vector<int>> name(h, vector<int>(w));
  for (int r = 0; r < h; r++)
    for (int c = 0; c < w; c++) name[r][c] = r * w + c;
  for (bool changed = true; changed;) {
    changed = false;
    for (int r = 0; r < h; r++)
      for (int c = 0; c < w; c++)
        for (auto [dy, dx] : {pair{0, 1}, {1, 0}}) {
          int y = r + dy, x = c + dx;
          if (y >= h || x >= w || a[r][c] == '.' || a[y][x] == '.' || name[r][c] == name[y][x]) continue;
          name[r][c] = name[y][x] = min(name[r][c], name[y][x]);
          changed = true;
        }
  }
  set<int> names;
  for (int r = 0; r < h; r++)
    for (int c = 0; c < w; c++)
      if (a[r][c] == '#') names.insert(name[r][c]);
  cout << names.size() << endl;
}
