#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, members = 0;
  cin >> n >> k;
  vector<int> divisor(n + 1);
  for (int p = 2; p <= n; p++)
    for (int x = p; x <= n; x += p)
      if (!divisor[x]) divisor[x] = p;
  for (int x = 1; x <= n; x++) {
    int fees = x == 1 ? 0 : 1, left = x;
    while (left > 1) {
      int p = divisor[left], times = 1;
      while (left % p == 0) left /= p, times++;
      fees *= times;
    }
    members += fees == k;
  }
  cout << members << endl;
}
