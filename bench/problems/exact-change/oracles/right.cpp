#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, s;
vector<int> c;

int main() {
  cin >> n >> s;
  c.resize(n);
  for (auto& x : c) cin >> x;
  set<int> now = {0};
  for (int coins = 0; coins <= s; coins++) {
    if (now.count(s)) {
      cout << coins << endl;
      return 0;
    }
    set<int> next;
    for (int v : now)
      for (int x : c)
        if (v + x <= s) next.insert(v + x);
    now = next;
  }
  cout << -1 << endl;
}
