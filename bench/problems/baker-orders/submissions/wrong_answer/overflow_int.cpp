#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<pair<ll, ll>> orders(n);
  for (auto& [d, w] : orders) cin >> d >> w;
  sort(orders.begin(), orders.end());
  priority_queue<ll, vector<ll>, greater<>> baked;
  int sum = 0;
  for (auto [d, w] : orders) {
    baked.push(w);
    sum += w;
    // With one cake too many the poorest is not baked.
    if ((ll)baked.size() > d) {
      sum -= baked.top();
      baked.pop();
    }
  }
  cout << sum << endl;
}
