#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, c;
  cin >> n >> c;
  vector<ll> w(n), loads;
  for (ll& x : w) cin >> x;
  sort(w.rbegin(), w.rend());
  for (ll x : w) {
    size_t j = 0;
    while (j < loads.size() && loads[j] + x > c) j++;
    if (j == loads.size()) loads.push_back(0);
    loads[j] += x;
  }
  cout << loads.size() << endl;
}
