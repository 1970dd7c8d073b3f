#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  float x, y, best = 1e18;
  cin >> n >> x >> y;
  while (n--) {
    float a, b, c, d;
    cin >> a >> b >> c >> d;
    float dx = c - a, dy = d - b, square = dx * dx + dy * dy;
    float part = square > 0 ? ((x - a) * dx + (y - b) * dy) / square : 0;
    part = clamp(part, 0.0f, 1.0f);
    best = min(best, hypot(a + part * dx - x, b + part * dy - y));
  }
  printf("%.9f\n", best);
}
