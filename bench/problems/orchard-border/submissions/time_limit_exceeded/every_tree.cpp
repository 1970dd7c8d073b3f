#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n + 1), y(n + 1);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  x[n] = x[0], y[n] = y[0];
  ll trees = 0;
  for (ll a = *min_element(x.begin(), x.end()); a <= *max_element(x.begin(), x.end()); a++)
    for (ll b = *min_element(y.begin(), y.end()); b <= *max_element(y.begin(), y.end()); b++) {
      bool inside = false, touched = false;
      for (int i = 0; i < n; i++) {
        ll cross = (x[i + 1] - x[i]) * (b - y[i]) - (y[i + 1] - y[i]) * (a - x[i]);
        bool within = min(x[i], x[i + 1]) <= a && a <= max(x[i], x[i + 1]);
        within = within && min(y[i], y[i + 1]) <= b && b <= max(y[i], y[i + 1]);
        touched = touched || (cross == 0 && within);
        // A ray to the right meets this part of the fence.
        if ((y[i] > b) != (y[i + 1] > b)) inside ^= y[i + 1] > y[i] ? cross > 0 : cross < 0;
      }
      trees += inside && !touched;
    }
  cout << trees << endl;
}
