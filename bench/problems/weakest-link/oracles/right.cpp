#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k, x, a, b, p;
  cin >> n >> k >> x >> a >> b >> p;
  vector<ll> s = {x % p};
  while ((int)s.size() < n) s.push_back((a * s.back() + b) % p);
  ll sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = i; j < min(n, i + k); j++) sum += *min_element(s.begin() + i, s.begin() + j + 1);
  cout << sum << endl;
}
