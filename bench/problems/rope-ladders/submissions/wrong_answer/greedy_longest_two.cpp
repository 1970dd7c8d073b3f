#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, k;
  cin >> n >> k;
  vector<ll> a(n);
  for (auto& x : a) cin >> x;
  // Always halves the longest piece that is left.
  priority_queue<ll> pieces(a.begin(), a.end());
  while ((ll)pieces.size() < 2 * k && pieces.size() < 100000 && pieces.top() > 1) {
    ll x = pieces.top();
    pieces.pop();
    pieces.push(x / 2);
    pieces.push(x - x / 2);
  }
  vector<ll> sorted;
  while (!pieces.empty()) sorted.push_back(pieces.top()), pieces.pop();
  cout << ((ll)sorted.size() < 2 * k ? 0 : sorted[2 * k - 1]) << endl;
}
