#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll l, r, d;
  cin >> l >> r >> d;
  ll count = 0;
  for (ll n = l; n <= r; n++) {
    bool isCalm = true;
    for (ll left = n; left >= 10; left /= 10) isCalm &= abs(left % 10 - left / 10 % 10) <= d;
    count += isCalm;
  }
  cout << count << endl;
}
