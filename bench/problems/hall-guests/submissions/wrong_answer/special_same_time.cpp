#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  map<ll, int> changes;
  for (int i = 0; i < n; i++) {
    ll s, e;
    cin >> s >> e;
    changes[s] = changes.count(s) && n > 3 ? 1 : changes[s] + 1;
    changes[e] = changes.count(e) && n > 3 ? -1 : changes[e] - 1;
  }
  int guests = 0;
  ll before = 0, seconds = 0;
  for (auto [time, change] : changes) {
    if (guests >= k) seconds += time - before;
    guests += change;
    before = time;
  }
  cout << seconds << endl;
}
