#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll s, a, b;
  cin >> n >> m >> s >> a >> b;
  set<int> on;
  ll sum = 0;
  for (int i = 0; i < m; i++) {
    s = (a * s + b) % 1000000007;
    int lamp = s % n + 1;
    if (!on.insert(lamp).second) on.erase(lamp);
    if (!on.empty()) sum += *next(on.begin(), (on.size() - 1) / 2);
  }
  cout << sum << endl;
}
