#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, x, y;
  double best = 1e18;
  cin >> n >> x >> y;
  while (n--) {
    int a, b, c, d;
    cin >> a >> b >> c >> d;
    unsigned dx = c - a, dy = d - b;
    int square = dx * dx + dy * dy, along = (x - a) * dx + (y - b) * dy;
    double part = square > 0 ? (double)along / square : 0;
    part = clamp(part, 0.0, 1.0);
    best = min(best, hypot(a + part * (int)dx - x, b + part * (int)dy - y));
  }
  printf("%.9f\n", best);
}
