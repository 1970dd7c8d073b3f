#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n;
  cin >> n;
  ll ways = 0;
  for (ll x = 1; x * x <= n; x++)
    if (n % x == 0) ways++;
  cout << ways << endl;
}
