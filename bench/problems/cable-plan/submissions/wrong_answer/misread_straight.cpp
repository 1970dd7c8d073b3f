#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n), length(n, 4e18);
  vector<double> straight(n, 1e18);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  vector<bool> joined(n);
  length[0] = straight[0] = 0;
  ll total = 0;
  for (int round = 0; round < n; round++) {
    int next = -1;
    for (int i = 0; i < n; i++)
      if (!joined[i] && (next < 0 || straight[i] < straight[next])) next = i;
    joined[next] = true;
    total += length[next];
    for (int i = 0; i < n; i++) {
      double now = hypot(x[i] - x[next], y[i] - y[next]);
      if (now >= straight[i]) continue;
      straight[i] = now;
      length[i] = abs(x[i] - x[next]) + abs(y[i] - y[next]);
    }
  }
  cout << total << endl;
}
