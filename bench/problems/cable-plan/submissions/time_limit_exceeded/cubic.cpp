#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  vector<bool> joined(n);
  joined[0] = true;
  ll total = 0;
  for (int round = 1; round < n; round++) {
    ll best = 4e18;
    int next = -1;
    for (int i = 0; i < n; i++)
      for (int j = 0; joined[i] && j < n; j++) {
        ll length = abs(x[i] - x[j]) + abs(y[i] - y[j]);
        if (!joined[j] && length < best) best = length, next = j;
      }
    joined[next] = true;
    total += best;
  }
  cout << total << endl;
}
