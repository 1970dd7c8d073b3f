#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<ll> d(k), w(k);
  for (int j = 0; j < k; j++) cin >> d[j] >> w[j];
  vector<int> deep(n + 1);
  int best = 0;
  for (int i = n; i >= 2; i--) {
    int to = max(1LL, i - d[i % k]), length = (unsigned)deep[i] + w[i % k];
    best = max(best, (int)((unsigned)deep[to] + length));
    deep[to] = max(deep[to], length);
  }
  cout << best << endl;
}
