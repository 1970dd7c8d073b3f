#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, s;
vector<int> c;

int pay(int v) {
  if (v == 0) return 0;
  int best = 1e9;
  for (int x : c)
    if (x <= v) best = min(best, pay(v - x) + 1);
  return best;
}

int main() {
  cin >> n >> s;
  c.resize(n);
  for (auto& x : c) cin >> x;
  int best = pay(s);
  cout << (best < 1e9 ? best : -1) << endl;
}
