#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  ll x, a, b, p;
  cin >> n >> k >> x >> a >> b >> p;
  vector<ll> s(n);
  s[0] = x % p;
  for (int i = 1; i < n; i++) s[i] = (a * s[i - 1] + b) % p;
  ll sum = 0;
  for (int i = 0; i < n; i++) {
    ll weakest = s[i];
    for (int j = i; j < min(n, i + k); j++) {
      weakest = min(weakest, s[j]);
      sum += weakest;
    }
  }
  cout << sum << endl;
}
