#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, l;
  cin >> n >> l;
  vector<ll> x = {0, l};
  x.resize(n + 2);
  for (int i = 2; i < n + 2; i++) cin >> x[i];
  sort(x.begin(), x.end());
  priority_queue<ll, vector<ll>, greater<>> pieces;
  for (int i = 0; i <= n; i++) pieces.push(x[i + 1] - x[i]);
  ll coins = 0;
  while (pieces.size() > 1) {
    ll joined = pieces.top();
    pieces.pop();
    joined += pieces.top();
    pieces.pop();
    coins += joined;
    pieces.push(joined);
  }
  cout << coins << endl;
}
