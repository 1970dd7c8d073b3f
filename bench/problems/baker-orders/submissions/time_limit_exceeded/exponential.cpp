#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n;
vector<pair<ll, ll>> orders;

ll best(int i, ll day) {
  if (i == n) return 0;
  auto [d, w] = orders[i];
  ll most = best(i + 1, day);
  if (day <= d) most = max(most, w + best(i + 1, day + 1));
  return most;
}

int main() {
  cin >> n;
  orders.resize(n);
  for (auto& [d, w] : orders) cin >> d >> w;
  sort(orders.begin(), orders.end());
  cout << best(0, 1) << endl;
}
