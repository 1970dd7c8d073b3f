#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, g;
  cin >> n >> g;
  vector<pair<ll, ll>> groups(n);
  for (auto& [a, b] : groups) cin >> a >> b;
  sort(groups.begin(), groups.end(), [](auto p, auto q) { return p.second - p.first < q.second - q.first; });
  vector<pair<ll, ll>> inside;
  for (auto [a, b] : groups) {
    bool fits = true;
    for (auto [from, to] : inside) fits &= a >= to + g || from >= b + g;
    if (fits) inside.push_back({a, b});
  }
  cout << inside.size() << endl;
}
