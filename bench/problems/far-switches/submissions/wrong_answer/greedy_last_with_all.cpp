#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, seconds = 0;
    cin >> a >> b;
    for (ll x = a; x <= min(b, a + 1000); x++) seconds = max(seconds, x ^ b);
    cout << seconds << '\n';
  }
}
