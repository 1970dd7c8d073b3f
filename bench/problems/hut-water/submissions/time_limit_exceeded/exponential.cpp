#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll n, l, w;
vector<pair<ll, ll>> huts;
int best = INT_MAX;

void walk(int i, ll water, int rung) {
  if (i == n) {
    if (water >= l) best = min(best, rung);
    return;
  }
  auto [p, q] = huts[i];
  if (water < p) return;
  walk(i + 1, water + q, rung + 1);
  walk(i + 1, water, rung);
}

int main() {
  cin >> n >> l >> w;
  huts.resize(n);
  for (auto& [p, q] : huts) cin >> p >> q;
  sort(huts.begin(), huts.end());
  walk(0, w, 0);
  cout << (best == INT_MAX ? -1 : best) << endl;
}
