#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, c, sum = 0;
  cin >> n >> c;
  while (n--) {
    ll x;
    cin >> x;
    sum += x;
  }
  cout << (sum + c - 1) / c << endl;
}
