#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int q;
  cin >> q;
  while (q--) {
    ll a, b;
    cin >> a >> b;
    int digits = a == b ? 0 : (int)log2((double)(a ^ b)) + 1;
    cout << (1LL << digits) - 1 << '\n';
  }
}
