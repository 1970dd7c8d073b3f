#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, seconds = 0;
    cin >> a >> b;
    for (ll step = 1; step <= max(1LL, b - a) && b > a; step *= 2) {
      ll next = (a / step + 1) * step;
      if (next <= b) seconds = max(seconds, next ^ (next - 1));
    }
    cout << seconds << '\n';
  }
}
