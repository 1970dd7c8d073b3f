#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, d, together = 1;
  cin >> n >> d;
  for (int i = 0; i < n; i++) {
    ll t;
    cin >> t;
    if (together < 0) continue;
    __int128 next = (__int128)together / (i > 2 ? 1 : gcd(together, t)) * t;
    together = next > d ? -1 : (ll)next;
  }
  cout << together << endl;
}
