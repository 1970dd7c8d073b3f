#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const int mod = 1000000007;

int main() {
  int n, m, k;
  cin >> n >> m >> k;
  vector<string> grid(n);
  for (auto& row : grid) cin >> row;
  // ways[i][j][turns][down]: to be there, having come from above or from the left.
  vector<vector<vector<array<int, 2>>>> ways(n, vector<vector<array<int, 2>>>(m, vector<array<int, 2>>(k + 1)));
  bool isFree = grid[0][0] == '.' && grid[n - 1][m - 1] == '.';
  if (n == 1 && m == 1) {
    cout << isFree << endl;
    return 0;
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++) {
      if (grid[i][j] == '#') continue;
      for (int turns = 0; turns <= k; turns++)
        for (int down : {0, 1}) {
          int fromI = i - down, fromJ = j - !down;
          if (fromI < 0 || fromJ < 0) continue;
          int& sum = ways[i][j][turns][down];
          if (fromI == 0 && fromJ == 0) {
            sum = turns == 0 && isFree;
          } else {
            sum = ways[fromI][fromJ][turns][down];
            if (turns > 0) sum = sum + ways[fromI][fromJ][turns - 1][!down];
          }
        }
    }
  int sum = 0;
  for (auto [right, down] : ways[n - 1][m - 1]) sum = ((sum + right) % mod + down) % mod;
  cout << sum << endl;
}
