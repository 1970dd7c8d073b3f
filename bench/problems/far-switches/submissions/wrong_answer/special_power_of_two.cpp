#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b;
    cin >> a >> b;
    ll seconds = 1;
    while (seconds <= b - a) seconds *= 2;
    cout << (a == b ? 0 : max(seconds - 1, a ^ b)) << '\n';
  }
}
