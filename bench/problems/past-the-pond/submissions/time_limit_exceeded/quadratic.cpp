#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, y, l, r;
  cin >> w >> h >> y >> l >> r;
  vector<ll> ways(w + 1);
  ways[1] = 1;
  for (int b = 1; b <= h; b++)
    for (int a = 1; a <= w; a++) {
      ways[a] = (ways[a] + ways[a - 1]) % 1000000007;
      if (b == y && l <= a && a <= r) ways[a] = 0;
    }
  cout << ways[w] << endl;
}
