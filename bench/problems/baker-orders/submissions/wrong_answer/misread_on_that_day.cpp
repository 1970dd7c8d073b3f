#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  map<ll, ll> best;
  while (n--) {
    ll d, w;
    cin >> d >> w;
    best[d] = max(best[d], w);
  }
  ll sum = 0;
  for (auto [d, w] : best) sum += w;
  cout << sum << endl;
}
