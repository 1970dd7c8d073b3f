#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<ll, ll>> orders(n);
  for (auto& [w, d] : orders) cin >> d >> w;
  sort(orders.rbegin(), orders.rend());
  vector<bool> isTaken(10001);
  ll sum = 0;
  for (auto [w, d] : orders)
    for (ll day = d; day >= 1; day--)
      if (!isTaken.at(day)) {
        isTaken[day] = true;
        sum += w;
        break;
      }
  cout << sum << endl;
}
