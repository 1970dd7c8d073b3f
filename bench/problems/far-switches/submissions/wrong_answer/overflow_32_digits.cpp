#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, seconds = 0;
    cin >> a >> b;
    // From the highest digit in which a and b differ on, two settings can differ in every digit.
    while (a != b && seconds < 4294967295) {
      seconds = 2 * seconds + 1;
      a >>= 1, b >>= 1;
    }
    cout << seconds << '\n';
  }
}
