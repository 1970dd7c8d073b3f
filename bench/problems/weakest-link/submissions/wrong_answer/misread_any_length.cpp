#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll pieces(ll links) { return links > 0 ? links * (links + 1) / 2 : 0; }

int main() {
  int n, k;
  ll x, a, b, p;
  cin >> n >> k >> x >> a >> b >> p;
  vector<ll> s(n);
  s[0] = x % p;
  for (int i = 1; i < n; i++) s[i] = (a * s[i - 1] + b) % p;
  // The nearest link to the left that is as weak, and to the right that is weaker.
  vector<int> before(n, -1), after(n, n), open;
  for (int i = 0; i < n; i++) {
    while (!open.empty() && s[open.back()] > s[i]) {
      after[open.back()] = i;
      open.pop_back();
    }
    if (!open.empty()) before[i] = open.back();
    open.push_back(i);
  }
  ll sum = 0;
  for (int i = 0; i < n; i++) {
    ll left = i - before[i], right = after[i] - i;
    sum += s[i] * (left * right);
  }
  cout << sum << endl;
}
