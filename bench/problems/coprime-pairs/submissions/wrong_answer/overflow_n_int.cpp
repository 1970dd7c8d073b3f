#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll big;
  cin >> big;
  int n = big;
  ll ways = 1;
  bool first = true;
  for (ll p = 2; p * p <= n; p++) {
    if (n % p) continue;
    while (n % p == 0) n /= p;
    if (!first) ways *= 2;
    first = false;
  }
  if (n > 1 && !first) ways *= 2;
  cout << ways << endl;
}
