#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, m;
  cin >> n >> k >> m;
  vector<int> a(n);
  for (int& x : a) cin >> x;
  int best = 0;
  for (int from = 0; from < n; from++)
    for (int to = from; to < n; to++) {
      map<int, int> taken;
      for (int i = from; i <= to; i++) taken[a[i]]++;
      bool good = (int)taken.size() <= k;
      for (auto [flavour, count] : taken) good = good && count <= m;
      if (good) best = max(best, to - from + 1);
    }
  cout << best << endl;
}
