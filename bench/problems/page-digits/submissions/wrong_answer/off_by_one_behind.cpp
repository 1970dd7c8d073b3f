#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll d;

/** How often the digit stands in the numbers from 1 to n. */
ll upTo(ll n) {
  ll pieces = 0;
  for (ll unit = 1; unit <= n; unit *= 10) {
    ll before = n / (unit * 10), digit = n / unit % 10, behind = n % unit;
    if (d == 0) before--;
    pieces += before * unit;
    if (digit > d) pieces += unit;
    else if (digit == d) pieces += unit > 10 ? behind : behind + 1;
  }
  return pieces;
}

int main() {
  ll a, b;
  cin >> a >> b >> d;
  cout << upTo(b) - upTo(a - 1) << endl;
}
