#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll n, g;
vector<pair<ll, ll>> groups;

int most(int i, ll clean) {
  if (i == n) return 0;
  int best = most(i + 1, clean);
  auto [a, b] = groups[i];
  if (a >= clean) best = max(best, 1 + most(i + 1, b + g));
  return best;
}

int main() {
  cin >> n >> g;
  groups.resize(n);
  for (auto& [a, b] : groups) cin >> a >> b;
  sort(groups.begin(), groups.end());
  cout << most(0, 0) << endl;
}
