#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll l, r, d, count = 0;
  cin >> l >> r >> d;
  r = min(r, l + 1000);
  for (ll n = l; n <= r; n++) {
    bool isCalm = true;
    for (ll left = n; left >= 10; left /= 10) isCalm &= abs(left % 10 - left / 10 % 10) == d;
    count += isCalm;
  }
  cout << count << endl;
}
