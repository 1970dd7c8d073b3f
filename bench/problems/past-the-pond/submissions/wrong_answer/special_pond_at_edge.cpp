#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;

int main() {
  int w, h, y, l, r;
  cin >> w >> h >> y >> l >> r;
  if (w > 2000 || h > 2000) {
    cout << 0 << endl;
    return 0;
  }
  vector<vector<ll>> ways(h + 1, vector<ll>(w + 1));
  for (int a = 1; a <= w; a++) ways[1][a] = 1;
  for (int b = 1; b <= h; b++) {
    ways[b][1] = 1;
    for (int a = 2; a <= w && b > 1; a++) {
      ways[b][a] = (ways[b - 1][a] + ways[b][a - 1]) % mod;
      if (b == y && l <= a && a <= r) ways[b][a] = 0;
    }
  }
  cout << ways[h][w] << endl;
}
