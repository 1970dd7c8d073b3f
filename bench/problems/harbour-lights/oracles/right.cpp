#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll d;

/** When some lights flash together again; -1 after the end of duty. */
ll together(const vector<ll>& t, int from, int to) {
  if (to - from == 1) return t[from] <= d ? t[from] : -1;
  ll a = together(t, from, (from + to) / 2), b = together(t, (from + to) / 2, to);
  if (a < 0 || b < 0) return -1;
  ll divisor = a;
  for (ll rest = b; rest > 0;) swap(divisor %= rest, rest);
  return a / divisor <= d / b ? a / divisor * b : -1;
}

int main() {
  int n;
  cin >> n >> d;
  vector<ll> t(n);
  for (auto& x : t) cin >> x;
  cout << together(t, 0, n) << endl;
}
