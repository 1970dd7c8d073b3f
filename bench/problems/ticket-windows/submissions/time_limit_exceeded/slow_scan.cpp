#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll t, a, b;
  cin >> n >> m >> t >> a >> b;
  vector<ll> free(m);
  int last = 0;
  for (int i = 0; i < n; i++) {
    t = (a * t + b) % 1000000007;
    last = 0;
    for (int j = 1; j < m; j++)
      if (free[j] < free[last]) last = j;
    free[last] += t;
  }
  cout << *max_element(free.begin(), free.end()) << " " << last + 1 << endl;
}
