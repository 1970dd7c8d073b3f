#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, s, a, b;
  cin >> n >> m >> s >> a >> b;
  vector<int> club(n);
  iota(club.begin(), club.end(), 0);
  vector<ll> size(n, 1);
  ll apart = n * (n - 1) / 2, sum = 0;
  while (m--) {
    int u = club[s % n];
    s = (a * s + b) % 1000000007;
    int v = club[s % n];
    s = (a * s + b) % 1000000007;
    if (u != v) {
      apart -= size[u] * size[v];
      size[v] += size[u];
      for (int& c : club)
        if (c == u) c = v;
    }
    sum += apart;
  }
  cout << sum << endl;
}
