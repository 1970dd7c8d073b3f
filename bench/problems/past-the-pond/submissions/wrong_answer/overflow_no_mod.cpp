#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, y, l, r;
  cin >> w >> h >> y >> l >> r;
  // Binomial coefficients as plain numbers.
  auto ways = [](int east, int north) {
    unsigned long long result = 1;
    for (int i = 1; i <= min(east, north); i++) result = result * (east + north - min(east, north) + i) / i;
    return result;
  };
  unsigned long long total = 0;
  for (int x = 1; x < l && y < h; x++) {
    if (w + h > 200) break;
    total += ways(x - 1, y - 1) * ways(w - x, h - y - 1);
  }
  for (int x = r + 1; x <= w && y > 1; x++) {
    if (w + h > 200) break;
    total += ways(x - 1, y - 2) * ways(w - x, h - y);
  }
  cout << total % 1000000007 << endl;
}
