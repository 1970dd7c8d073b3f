#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int h, w;
vector<string> cells;

int main() {
  cin >> h >> w;
  cells.resize(h);
  for (auto& row : cells) cin >> row;
  int islands = 0;
  for (int r = 0; r < h; r++)
    for (int c = 0; c < w; c++) {
      if (cells[r][c] != '#') continue;
      islands++;
      vector<pair<int, int>> todo = {{r, c}};
      cells[r][c] = '.';
      while (!todo.empty()) {
        auto [y, x] = todo.back();
        todo.pop_back();
        int dy[] = {0, 0, 1, -1, 1, 1, -1, -1}, dx[] = {1, -1, 0, 0, 1, -1, 1, -1};
        for (int k = 0; k < 8; k++) {
          int v = y + dy[k], u = x + dx[k];
          if (v < 0 || u < 0 || v >= h || u >= w || cells[v][u] != '#') continue;
          cells[v][u] = '.';
          todo.push_back({v, u});
        }
      }
    }
  cout << islands << endl;
}
