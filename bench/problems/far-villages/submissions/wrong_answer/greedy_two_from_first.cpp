#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<ll> d(k), w(k);
  for (int j = 0; j < k; j++) cin >> d[j] >> w[j];
  vector<ll> deep(n + 1);
  for (int i = n; i >= 2; i--) {
    ll to = max(1LL, i - d[i % k]);
    if (to > 1) deep[to] = max(deep[to], deep[i] + w[i % k]);
  }
  ll first = 0, second = 0;
  for (int i = 2; i <= n; i++) {
    if (i - d[i % k] > 1) continue;
    ll length = deep[i] + w[i % k];
    if (length > first) second = first, first = length;
    else second = max(second, length);
  }
  cout << first + second << endl;
}
