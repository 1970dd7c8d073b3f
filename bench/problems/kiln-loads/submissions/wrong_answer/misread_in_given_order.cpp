#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, c, grams = 0;
  cin >> n >> c;
  int loads = 1;
  while (n--) {
    ll x;
    cin >> x;
    if (grams + x > c) loads++, grams = 0;
    grams += x;
  }
  cout << loads << endl;
}
