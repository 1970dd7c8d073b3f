#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, c;
  cin >> n >> c;
  vector<ll> w(n);
  for (ll& x : w) cin >> x;
  int loads = 0;
  // Each load takes the pots that fill it best.
  while (!w.empty()) {
    int chosen = 0;
    ll fullest = 0;
    for (int some = 1; some < 1 << w.size(); some++) {
      ll grams = 0;
      for (size_t i = 0; i < w.size(); i++)
        if (some >> i & 1) grams += w[i];
      if (grams <= c && grams > fullest) fullest = grams, chosen = some;
    }
    for (int i = w.size() - 1; i >= 0; i--)
      if (chosen >> i & 1) w.erase(w.begin() + i);
    loads++;
  }
  cout << loads << endl;
}
