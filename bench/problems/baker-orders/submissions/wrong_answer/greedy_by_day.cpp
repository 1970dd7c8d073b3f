#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<ll, ll>> orders(n);
  for (auto& [d, w] : orders) {
    cin >> d >> w;
    w = -w;
  }
  sort(orders.begin(), orders.end());
  ll day = 1, sum = 0;
  for (auto [d, w] : orders)
    if (day <= d) day++, sum -= w;
  cout << sum << endl;
}
