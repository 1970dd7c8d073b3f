#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, s, x, p, q, m, r;
  cin >> n >> s >> x >> p >> q >> m >> r;
  vector<ll> profit;
  for (int i = 0; i < n; i++) {
    profit.push_back(x - r);
    x = (p * x + q) % m;
  }
  ll periods = 0;
  for (int from = 0; from < n; from++)
    for (int to = from; to < n; to++) periods += accumulate(&profit[from], &profit[to] + 1, 0LL) == s;
  cout << periods << endl;
}
