#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<ll> d(k), w(k);
  for (int j = 0; j < k; j++) cin >> d[j] >> w[j];
  vector<vector<ll>> away(n + 1, vector<ll>(n + 1, 4e18));
  for (int i = 1; i <= n; i++) {
    away[i][i] = 0;
    int to = max(1LL, i - d[i % k]);
    if (i > 1) away[i][to] = away[to][i] = w[i % k];
  }
  ll best = 0;
  for (int m = 1; m <= n; m++)
    for (int a = 1; a <= n; a++)
      for (int b = 1; b <= n; b++)
        if (max(away[a][m], away[m][b]) < 4e18) away[a][b] = min(away[a][b], away[a][m] + away[m][b]);
  for (int a = 1; a <= n; a++)
    for (int b = 1; b <= n; b++) best = max(best, away[a][b]);
  cout << best << endl;
}
