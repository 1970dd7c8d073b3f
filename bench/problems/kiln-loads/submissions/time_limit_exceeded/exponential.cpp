#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, c;
  cin >> n >> c;
  vector<ll> w(n);
  for (ll& x : w) cin >> x;
  sort(w.begin(), w.end());
  int best = n;
  do {
    ll grams = 0;
    int loads = 1;
    for (ll x : w) {
      if (grams + x > c) loads++, grams = 0;
      grams += x;
    }
    best = min(best, loads);
  } while (next_permutation(w.begin(), w.end()));
  cout << best << endl;
}
