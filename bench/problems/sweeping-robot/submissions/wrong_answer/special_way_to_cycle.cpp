#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, k;
  cin >> n >> m >> k;
  vector<string> hall(n);
  int r = 0, c = 0;
  for (int i = 0; i < n; i++) {
    cin >> hall[i];
    for (int j = 0; j < m; j++)
      if (hall[i][j] == 'S') r = i, c = j;
  }
  string programme;
  cin >> programme;
  // After how many runs it first began in a cell.
  vector<vector<ll>> first(n, vector<ll>(m, -1));
  for (ll run = 0; run < k; run++) {
    if (first[r][c] >= 0) {
      ll cycle = run - first[r][c];
      run = max(run, k - k % cycle);
      for (auto& row : first) row.assign(m, -1);
      if (run == k) break;
    } else {
      first[r][c] = run;
    }
    for (char letter : programme) {
      int toR = r + (letter == 'D') - (letter == 'U'), toC = c + (letter == 'R') - (letter == 'L');
      if (toR >= 0 && toR < n && toC >= 0 && toC < m && hall[toR][toC] != '#') r = toR, c = toC;
    }
  }
  cout << r + 1 << " " << c + 1 << endl;
}
