#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, l;
  cin >> n >> l;
  vector<ll> x(n + 2);
  for (int i = 1; i <= n; i++) cin >> x[i];
  x[n + 1] = l;
  sort(x.begin(), x.end());
  vector<vector<int>> coins(n + 2, vector<int>(n + 2));
  for (int length = 2; length <= n + 1; length++)
    for (int i = 0; i + length <= n + 1; i++) {
      int j = i + length;
      coins[i][j] = INT_MAX;
      for (int cut = i + 1; cut < j; cut++)
        coins[i][j] = min(coins[i][j], coins[i][cut] + coins[cut][j] + int(x[j] - x[i]));
    }
  cout << coins[0][n + 1] << endl;
}
