#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n;
  cin >> n;
  ll ways = 0;
  for (ll x = 1; x <= n / x || x <= n / 2; x++)
    if (n % x == 0 && x <= n / x && gcd(x, n / x) == 1) ways++;
  cout << ways << endl;
}
