#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    int a, b, seconds = 0;
    ll from, to;
    cin >> from >> to;
    a = (int)from, b = (int)to;
    // From the highest digit in which a and b differ on, two settings can differ in every digit.
    while (a != b) {
      seconds = (int)(2u * seconds + 1);
      a = (unsigned)a >> 1, b = (unsigned)b >> 1;
    }
    cout << seconds << '\n';
  }
}
