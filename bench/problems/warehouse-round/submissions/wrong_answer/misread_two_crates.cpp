#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int h, w;
  cin >> h >> w;
  vector<string> map(h);
  for (auto& row : map) cin >> row;
  vector<vector<array<int, 3>>> steps(h, vector<array<int, 3>>(w, {-1, -1, -1}));
  queue<array<int, 3>> todo;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      if (map[y][x] == 'G') todo.push({y, x, 0}), steps[y][x][0] = 0;
  const int dy[] = {1, -1, 0, 0}, dx[] = {0, 0, 1, -1};
  int best = -1;
  while (!todo.empty()) {
    auto [y, x, climbed] = todo.front();
    todo.pop();
    if (map[y][x] == 'D') {
      best = steps[y][x][climbed];
      break;
    }
    for (int i = 0; i < 4; i++) {
      int b = y + dy[i], a = x + dx[i];
      if (b < 0 || b >= h || a < 0 || a >= w) continue;
      int now = climbed + (map[b][a] == '#');
      if (now > 2 || steps[b][a][now] >= 0) continue;
      steps[b][a][now] = steps[y][x][climbed] + 1;
      todo.push({b, a, now});
    }
  }
  cout << best << endl;
}
