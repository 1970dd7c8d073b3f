#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const int mod = 1000000007;
int n, m, k;
vector<string> grid;
int known[100][100][202][2];

int ways(int i, int j, int left, int last) {
  if (i == n || j == m || left < 0 || grid[i][j] == '#') return 0;
  if (i == n - 1 && j == m - 1) return 1;
  int& sum = known[i][j][left][last];
  if (sum < 0) sum = (ways(i + 1, j, left - (last == 0), 1) + ways(i, j + 1, left - (last == 1), 0)) % mod;
  return sum;
}

int main() {
  cin >> n >> m >> k;
  grid.resize(n);
  for (auto& row : grid) cin >> row;
  memset(known, -1, sizeof known);
  // Begins to the right or down, each without a turn.
  int sum = 0;
  for (int last : {0, 1}) sum = (sum + (last ? ways(1, 0, k, 1) : ways(0, 1, k, 0))) % mod;
  cout << (grid[0][0] == '#' ? 0 : sum) << endl;
}
