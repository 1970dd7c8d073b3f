#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, t, a, b;
  cin >> n >> m >> t >> a >> b;
  vector<ll> free(m);
  int last = 0;
  while (n--) {
    t = (a * t + b) % 1000000007;
    last = min_element(free.begin(), free.end()) - free.begin();
    free[last] += t;
  }
  cout << *max_element(free.begin(), free.end()) << " " << last + 1 << endl;
}
