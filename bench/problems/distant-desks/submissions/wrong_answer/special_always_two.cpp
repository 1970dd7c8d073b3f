#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  if (k > n / 2 && n > 1) {
    cout << -1 << endl;
    return 0;
  }
  for (int i = 2; i <= n; i += 2) cout << i << " ";
  for (int i = 1; i <= n; i += 2) cout << i << " ";
  cout << endl;
}
