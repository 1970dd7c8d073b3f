#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  double x, y, best = 1e18;
  cin >> n >> x >> y;
  while (n--) {
    double a, b, c, d;
    cin >> a >> b >> c >> d;
    double dx = c - a, dy = d - b, square = dx * dx + dy * dy;
    double part = square > 0 ? ((x - a) * dx + (y - b) * dy) / square : 0;
    part = clamp(part, 0.0, 1.0);
    if (part > 0 && part < 1) best = min(best, hypot(a + part * dx - x, b + part * dy - y));
    else best = min(best, hypot(c - x, d - y));
  }
  printf("%.9f\n", best);
}
