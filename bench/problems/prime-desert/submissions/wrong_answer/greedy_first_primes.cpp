#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll a, b;
  cin >> a >> b;
  int longest = 0, now = 0;
  for (ll x = a; x <= b; x++) {
    bool prime = x > 1;
    for (ll p : {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37}) prime = prime && (x == p || x % p);
    now = prime ? 0 : now + 1;
    longest = max(longest, now);
  }
  cout << longest << endl;
}
