#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, g;
  cin >> n >> g;
  vector<pair<ll, ll>> groups(n);
  for (auto& [b, a] : groups) cin >> a >> b;
  sort(groups.begin(), groups.end());
  ll clean = 0;
  int count = 0;
  for (auto [b, a] : groups)
    if (a >= clean) {
      clean = a;
      count++;
    }
  cout << count << endl;
}
