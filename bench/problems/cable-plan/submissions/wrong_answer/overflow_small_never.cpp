#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n), length(n, 1e9);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  vector<bool> joined(n);
  length[0] = 0;
  ll total = 0;
  for (int round = 0; round < n; round++) {
    int next = -1;
    for (int i = 0; i < n; i++)
      if (!joined[i] && (next < 0 || length[i] < length[next])) next = i;
    joined[next] = true;
    total += length[next];
    for (int i = 0; i < n; i++)
      if (!joined[i]) length[i] = min(length[i], abs(x[i] - x[next]) + abs(y[i] - y[next]));
  }
  cout << total << endl;
}
