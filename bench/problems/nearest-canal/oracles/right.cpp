#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  long double x, y, best = 1e18;
  cin >> n >> x >> y;
  while (n--) {
    long double a, b, c, d;
    cin >> a >> b >> c >> d;
    auto away = [&](long double part) { return hypot(a + part * (c - a) - x, b + part * (d - b) - y); };
    long double low = 0, high = 1;
    for (int round = 0; round < 200; round++) {
      long double one = low + (high - low) / 3, two = high - (high - low) / 3;
      if (away(one) < away(two)) high = two;
      else low = one;
    }
    best = min(best, away(low));
  }
  printf("%.9Lf\n", best);
}
