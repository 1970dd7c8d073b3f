#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll ask(int i) {
  cout << "? " << i << endl;
  ll height;
  cin >> height;
  return height;
}

int main() {
  ll n;
  cin >> n;
  if (n < 3) {
    cout << "! " << (n == 2 && ask(2) > ask(1) ? 2 : 1) << endl;
    return 0;
  }
  ll first = ask(1), last = ask(n);
  ll up = ask(2) - first, down = ask(n - 1) - last;
  ll top = up < 0 ? 1 : down < 0 ? n : (last - first + up + down * n) / (up + down);
  cout << "! " << min(max(top, 1LL), n) << endl;
}
