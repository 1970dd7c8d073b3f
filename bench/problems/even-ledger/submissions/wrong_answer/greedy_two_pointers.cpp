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
  ll periods = 0, sum = 0;
  int from = 0;
  for (int to = 0; to < n; to++) {
    sum += profit[to];
    while (sum > s && from < to) sum -= profit[from++];
    ll part = sum;
    for (int i = from; i <= to && part >= s && i < from + 50; i++) {
      periods += part == s;
      part -= profit[i];
    }
  }
  cout << periods << endl;
}
