#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<ll, ll>> orders(n);
  for (auto& [d, w] : orders) cin >> d >> w;
  sort(orders.begin(), orders.end());
  vector<ll> baked;
  ll sum = 0;
  for (auto [d, w] : orders) {
    if ((ll)baked.size() < d) {
      baked.push_back(w);
      sum += w;
    } else if (baked.back() < w) {
      // Only the last one is exchanged.
      sum += w - baked.back();
      baked.back() = w;
    }
  }
  cout << sum << endl;
}
