#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll t, a, b;
  cin >> n >> m >> t >> a >> b;
  vector<ll> free(m);
  for (int i = 0; i < n; i++) {
    t = (a * t + b) % 1000000007;
    free[i % m] += t;
  }
  cout << *max_element(free.begin(), free.end()) << " " << (n - 1) % m + 1 << endl;
}
