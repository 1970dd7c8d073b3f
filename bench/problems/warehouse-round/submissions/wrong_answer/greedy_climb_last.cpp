#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int h, w;
  cin >> h >> w;
  vector<string> map(h);
  for (auto& row : map) cin >> row;
  const int dy[] = {1, -1, 0, 0}, dx[] = {0, 0, 1, -1};
  const int never = 1e9;
  vector<vector<vector<int>>> steps(2, vector<vector<int>>(h, vector<int>(w, never)));
  for (char end : {'G', 'D'}) {
    auto& now = steps[end == 'D'];
    queue<pair<int, int>> todo;
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++)
        if (map[y][x] == end) todo.push({y, x}), now[y][x] = 0;
    while (!todo.empty()) {
      auto [y, x] = todo.front();
      todo.pop();
      for (int i = 0; i < 4; i++) {
        int b = y + dy[i], a = x + dx[i];
        if (b < 0 || b >= h || a < 0 || a >= w || now[b][a] < never) continue;
        now[b][a] = now[y][x] + 1;
        if (map[b][a] != '#') todo.push({b, a});
      }
    }
  }
  int best = never;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      // Where a way without climbing exists, climbing is not considered.
      if (map[y][x] == 'D' && steps[0][y][x] < never) {
        cout << steps[0][y][x] << endl;
        return 0;
      }
      if (map[y][x] == '#' && max(steps[0][y][x], steps[1][y][x]) < never)
        best = min(best, steps[0][y][x] + steps[1][y][x]);
    }
  cout << (best < never ? best : -1) << endl;
}
