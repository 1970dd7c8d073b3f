#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, c;
  cin >> n >> k >> c;
  vector<vector<ll>> best(k + 1, vector<ll>(c + 1, -1));
  best[0].assign(c + 1, 0);
  for (int i = 0; i < n; i++) {
    int w, v;
    cin >> w >> v;
    for (int taken = k; taken >= 1; taken--)
      for (int load = c; load >= w; load--)
        if (best[taken - 1][load - w] >= 0) best[taken][load] = max(best[taken][load], best[taken - 1][load - w] + v);
  }
  cout << max(0LL, best[k][c]) << endl;
}
