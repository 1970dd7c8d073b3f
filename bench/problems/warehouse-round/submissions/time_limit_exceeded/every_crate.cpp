#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int h, w;
vector<string> rows;

int walk() {
  vector<vector<int>> steps(h, vector<int>(w, -1));
  queue<pair<int, int>> todo;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      if (rows[y][x] == 'G') todo.push({y, x}), steps[y][x] = 0;
  while (!todo.empty()) {
    auto [y, x] = todo.front();
    todo.pop();
    if (rows[y][x] == 'D') return steps[y][x];
    for (auto [b, a] : {pair{y + 1, x}, {y - 1, x}, {y, x + 1}, {y, x - 1}}) {
      if (b < 0 || b >= h || a < 0 || a >= w || rows[b][a] == '#' || steps[b][a] >= 0) continue;
      steps[b][a] = steps[y][x] + 1;
      todo.push({b, a});
    }
  }
  return 1e9;
}

int main() {
  cin >> h >> w;
  rows.resize(h);
  for (auto& row : rows) cin >> row;
  int best = walk();
  for (auto& row : rows)
    for (char& cell : row)
      if (cell == '#') {
        cell = '.';
        best = min(best, walk());
        cell = '#';
      }
  cout << (best < 1e9 ? best : -1) << endl;
}
