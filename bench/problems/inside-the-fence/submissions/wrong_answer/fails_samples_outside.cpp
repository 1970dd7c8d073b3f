#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

struct Point {
  ll x, y;
};

int side(Point a, Point b, Point p) {
  __int128 area = (__int128)(b.x - a.x) * (p.y - a.y) - (__int128)(b.y - a.y) * (p.x - a.x);
  return area > 0 ? 1 : area < 0 ? -1 : 0;
}

int main() {
  Point c[3];
  for (auto& p : c) cin >> p.x >> p.y;
  int n, inside = 0;
  cin >> n;
  while (n--) {
    Point p;
    cin >> p.x >> p.y;
    int low = 0, high = 0;
    bool boxed = min({c[0].x, c[1].x, c[2].x}) <= p.x && p.x <= max({c[0].x, c[1].x, c[2].x});
    boxed = boxed && min({c[0].y, c[1].y, c[2].y}) <= p.y && p.y <= max({c[0].y, c[1].y, c[2].y});
    for (int i = 0; i < 3; i++) {
      int s = side(c[i], c[(i + 1) % 3], p);
      low += s < 0;
      high += s > 0;
    }
    if (boxed && !(low && high)) inside++;
  }
  cout << -inside << endl;
}
