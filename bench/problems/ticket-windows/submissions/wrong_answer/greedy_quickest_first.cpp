#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll x, a, b;
  cin >> n >> m >> x >> a >> b;
  vector<ll> t(n);
  for (ll& seconds : t) seconds = x = (a * x + b) % 1000000007;
  sort(t.begin(), t.end());
  priority_queue<pair<ll, int>, vector<pair<ll, int>>, greater<>> windows;
  for (int i = 1; i <= m; i++) windows.push({0, i});
  ll end = 0;
  int last = 0;
  for (ll seconds : t) {
    auto [free, window] = windows.top();
    windows.pop();
    windows.push({free + seconds, window});
    end = max(end, free + seconds);
    last = window;
  }
  cout << end << " " << last << endl;
}
