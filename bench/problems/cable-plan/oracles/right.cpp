#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<ll> x(n), y(n);
  for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
  vector<array<ll, 3>> cables;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) cables.push_back({abs(x[i] - x[j]) + abs(y[i] - y[j]), i, j});
  sort(cables.begin(), cables.end());
  vector<int> part(n);
  iota(part.begin(), part.end(), 0);
  ll total = 0;
  for (auto [length, i, j] : cables) {
    int from = part[i], to = part[j];
    if (from == to) continue;
    total += length;
    for (int& p : part)
      if (p == from) p = to;
  }
  cout << total << endl;
}
