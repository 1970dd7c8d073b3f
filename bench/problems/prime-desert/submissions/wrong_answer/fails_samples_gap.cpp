#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll a, b;
  cin >> a >> b;
  int root = 1;
  while ((ll)root * root <= b) root++;
  vector<bool> composite(root + 1), crossed(b - a + 1);
  for (ll p = 2; p <= root; p++) {
    if (composite[p]) continue;
    for (ll x = p * p; x <= root; x += p) composite[x] = true;
    for (ll x = max(p * p, (a + p - 1) / p * p); x <= b; x += p) crossed[x - a] = true;
  }
  if (a == 1) crossed[0] = true;
  int longest = 0, now = 0;
  for (bool c : crossed) {
    now = c ? now + 1 : 0;
    longest = max(longest, now + 1);
  }
  cout << longest << endl;
}
