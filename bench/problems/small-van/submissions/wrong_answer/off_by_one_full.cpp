#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, c;
  cin >> n >> k >> c;
  vector<vector<ll>> best(k + 1, vector<ll>(c + 1));
  for (int i = 0; i < n; i++) {
    int w, v;
    cin >> w >> v;
    for (int taken = k; taken >= 1; taken--)
      for (int load = c; load >= w; load--)
        best[taken][load] = max(best[taken][load], best[taken - 1][load - w] + v);
  }
  cout << best[k][c - 1] << endl;
}
