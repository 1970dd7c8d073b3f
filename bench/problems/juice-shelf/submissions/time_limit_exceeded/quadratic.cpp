#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, m;
  cin >> n >> k >> m;
  vector<int> a(n);
  for (int& x : a) cin >> x;
  int best = 0;
  for (int from = 0; from < n; from++) {
    map<int, int> taken;
    for (int to = from; to < n; to++) {
      if (++taken[a[to]] > m || (int)taken.size() > k) break;
      best = max(best, to - from + 1);
    }
  }
  cout << best << endl;
}
