#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<ll, ll>> orders(n);
  for (auto& [w, d] : orders) cin >> d >> w;
  sort(orders.rbegin(), orders.rend());
  ll day = 1, sum = 0;
  for (auto [w, d] : orders)
    if (day <= d) day++, sum += w;
  cout << sum << endl;
}
