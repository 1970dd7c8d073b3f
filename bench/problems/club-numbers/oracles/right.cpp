#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, members = 0;
  cin >> n >> k;
  for (int x = 1; x <= n; x++) {
    int fees = 0;
    for (int d = 1; d <= x; d++) fees += x % d == 0;
    members += fees == k;
  }
  cout << members << endl;
}
