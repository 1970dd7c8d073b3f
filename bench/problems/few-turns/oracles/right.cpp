#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, m, k;
vector<string> grid;

int ways(int i, int j, int turns, int last) {
  if (i == n || j == m || turns > k || grid[i][j] == '#') return 0;
  if (i == n - 1 && j == m - 1) return 1;
  return ways(i + 1, j, turns + (last == 0), 1) + ways(i, j + 1, turns + (last == 1), 0);
}

int main() {
  cin >> n >> m >> k;
  grid.resize(n);
  for (auto& row : grid) cin >> row;
  cout << ways(0, 0, 0, -1) << endl;
}
