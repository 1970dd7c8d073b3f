#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll s, a, b;
  cin >> n >> m >> s >> a >> b;
  set<int> on;
  auto middle = on.end();
  ll sum = 0;
  while (m--) {
    s = (a * s + b) % 1000000007;
    int lamp = s % n + 1;
    if (on.empty()) {
      middle = on.insert(lamp).first;
    } else if (on.count(lamp)) {
      // A lamp that goes out elsewhere does not move the middle.
      if (lamp == *middle) middle = middle == on.begin() ? next(middle) : prev(middle);
      on.erase(lamp);
      if (on.empty()) middle = on.end();
    } else {
      on.insert(lamp);
      if (lamp < *middle && on.size() % 2 == 0) middle--;
      if (lamp > *middle && on.size() % 2 == 1) middle++;
    }
    if (!on.empty() && middle != on.end()) sum += *middle;
  }
  cout << sum << endl;
}
