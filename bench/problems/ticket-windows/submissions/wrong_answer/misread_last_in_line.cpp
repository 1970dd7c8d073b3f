#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll t, a, b;
  cin >> n >> m >> t >> a >> b;
  priority_queue<pair<ll, int>, vector<pair<ll, int>>, greater<>> windows;
  for (int i = 1; i <= m; i++) windows.push({0, i});
  ll end = 0;
  int last = 0;
  for (int i = 0; i < n; i++) {
    t = (a * t + b) % 1000000007;
    auto [free, window] = windows.top();
    windows.pop();
    windows.push({free + t, window});
    end = free + t;
    last = window;
  }
  cout << end << " " << last << endl;
}
