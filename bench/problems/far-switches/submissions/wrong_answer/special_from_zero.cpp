#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, seconds = 0;
    cin >> a >> b;
    while (a < b && seconds < b) seconds = 2 * seconds + 1;
    if (a >= (seconds + 1) / 2) seconds /= 2;
    cout << seconds << '\n';
  }
}
