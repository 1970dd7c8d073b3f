#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  vector<ll> count(k + 1);
  ll pairs = 0;
  for (int i = 0; i < n; i++) {
    ll x;
    cin >> x;
    x = ((x % k) + k) % k;
    pairs += count[(k - x) % (k + 1)];
    count[x]++;
  }
  cout << pairs << endl;
}
