#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, l;
  int w;
  cin >> n >> l >> w;
  vector<pair<ll, ll>> huts(n);
  for (auto& [p, q] : huts) cin >> p >> q;
  sort(huts.begin(), huts.end());
  huts.push_back({l, 0});
  // What was passed can still be rung at, in hindsight: the largest gift first.
  priority_queue<ll> passed;
  int rung = 0;
  for (auto [p, q] : huts) {
    while (w < p) {
      if (passed.empty()) {
        cout << -1 << endl;
        return 0;
      }
      w += passed.top();
      passed.pop();
      rung++;
    }
    passed.push(q);
  }
  cout << rung << endl;
}
