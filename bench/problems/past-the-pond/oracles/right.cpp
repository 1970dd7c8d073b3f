#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, y, l, r;
  cin >> w >> h >> y >> l >> r;
  vector<vector<ll>> ways(h + 1, vector<ll>(w + 1));
  for (int b = 1; b <= h; b++)
    for (int a = 1; a <= w; a++) {
      ways[b][a] = a == 1 && b == 1 ? 1 : (ways[b - 1][a] + ways[b][a - 1]) % 1000000007;
      if (b == y && l <= a && a <= r) ways[b][a] = 0;
    }
  cout << ways[h][w] << endl;
}
