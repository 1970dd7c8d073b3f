#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<ll> d(k), w(k);
  for (int j = 0; j < k; j++) cin >> d[j] >> w[j];
  vector<ll> deep(n + 1);
  ll best = 0;
  for (int i = n; i >= 2; i--) {
    ll to = max(1LL, i - d[i % k]), length = deep[i] + w[i % k];
    best = max(best, length);
    deep[to] = max(deep[to], length);
  }
  cout << best << endl;
}
