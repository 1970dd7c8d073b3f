#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, most = 0;
    cin >> a >> b;
    for (ll x = a; x <= b; x++)
      for (ll y = x; y <= b; y++) most = max(most, x ^ y);
    cout << most << endl;
  }
}
