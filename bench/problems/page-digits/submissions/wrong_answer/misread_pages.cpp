#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll d;

/** How many of the numbers from 1 to n have the digit. */
ll upTo(ll n) {
  string s = to_string(n + 1);
  ll without = 0;
  for (int length = 1; length < (int)s.size(); length++) {
    ll ways = d == 0 ? 9 : 8;
    for (int i = 1; i < length; i++) ways *= 9;
    without += ways;
  }
  for (int i = 0; i < (int)s.size(); i++) {
    for (int c = i == 0; c < s[i] - '0'; c++) {
      if (c == d) continue;
      ll ways = 1;
      for (int j = i + 1; j < (int)s.size(); j++) ways *= 9;
      without += ways;
    }
    if (s[i] - '0' == d) break;
  }
  return n - without;
}

int main() {
  ll a, b;
  cin >> a >> b >> d;
  cout << upTo(b) - upTo(a - 1) << endl;
}
