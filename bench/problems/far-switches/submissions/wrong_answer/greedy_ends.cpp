#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b, seconds = 0;
    cin >> a >> b;
    seconds = a ^ b;
    cout << seconds << '\n';
  }
}
