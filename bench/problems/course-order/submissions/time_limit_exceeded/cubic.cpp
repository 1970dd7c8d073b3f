#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<pair<int, int>> needs(m);
  for (auto& [a, b] : needs) cin >> a >> b;
  vector<int> order;
  vector<bool> taken(n + 1);
  for (bool found = true; found;) {
    found = false;
    for (int c = 1; c <= n && !found; c++) {
      bool open = !taken[c];
      for (auto [a, b] : needs)
        if (b == c && !taken[a]) open = false;
      if (!open) continue;
      taken[c] = found = true;
      order.push_back(c);
    }
  }
  if ((int)order.size() < n) order = {-1};
  for (int c : order) cout << c << endl;
}
