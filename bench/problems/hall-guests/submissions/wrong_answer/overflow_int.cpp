#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<pair<ll, int>> changes;
  for (int i = 0; i < n; i++) {
    ll s, e;
    cin >> s >> e;
    changes.push_back({s, 1});
    changes.push_back({e, -1});
  }
  sort(changes.begin(), changes.end());
  int guests = 0;
  ll before = 0;
  int seconds = 0;
  for (auto [time, change] : changes) {
    if (guests >= k) seconds += time - before;
    guests += change;
    before = time;
  }
  cout << seconds << endl;
}
