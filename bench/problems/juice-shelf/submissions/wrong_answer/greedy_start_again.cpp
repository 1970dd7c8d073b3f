#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, m;
  cin >> n >> k >> m;
  map<int, int> taken;
  int best = 0, now = 0;
  for (int i = 0; i < n; i++) {
    int x;
    cin >> x;
    taken[x]++, now++;
    if ((int)taken.size() > k || taken[x] > m) {
      taken.clear();
      taken[x] = now = 1;
    }
    best = max(best, now);
  }
  cout << best << endl;
}
