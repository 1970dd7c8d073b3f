#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  ll total = 0;
  for (int i = 1; i < n; i++) {
    ll least = abs(x[i] - x[0]) + abs(y[i] - y[0]);
    for (int j = 1; j < i; j++) least = min(least, abs(x[i] - x[j]) + abs(y[i] - y[j]));
    total += least;
  }
  cout << total << endl;
}
