#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

typedef long double ld;

bool on(ll ax, ll ay, ll bx, ll by, ll x, ll y) {
  __int128 cross = (__int128)(bx - ax) * (y - ay) - (__int128)(by - ay) * (x - ax);
  return cross == 0 && min(ax, bx) <= x && x <= max(ax, bx) && min(ay, by) <= y && y <= max(ay, by);
}

__int128 area(ll ax, ll ay, ll bx, ll by, ll cx, ll cy) {
  __int128 twice = (__int128)(bx - ax) * (cy - ay) - (__int128)(by - ay) * (cx - ax);
  return twice < 0 ? -twice : twice;
}

int main() {
  ll a, b, c, d, e, f;
  cin >> a >> b >> c >> d >> e >> f;
  int n, inside = 0;
  cin >> n;
  while (n--) {
    ll x, y;
    cin >> x >> y;
    if (area(a, b, c, d, e, f) == 0) {
      inside += on(a, b, c, d, x, y) || on(c, d, e, f, x, y) || on(e, f, a, b, x, y);
    } else {
      inside += area(a, b, c, d, x, y) + area(c, d, e, f, x, y) + area(e, f, a, b, x, y) == area(a, b, c, d, e, f);
    }
  }
  cout << inside << endl;
}
