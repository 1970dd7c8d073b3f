#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

vector<int> parent;

int root(int i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

int main() {
  ll n, m, s, a, b;
  cin >> n >> m >> s >> a >> b;
  parent.resize(n);
  iota(parent.begin(), parent.end(), 0);
  vector<ll> size(n, 1);
  ll apart = n * (n - 1) / 2;
  int sum = 0;
  while (m--) {
    int u = s % n;
    s = (a * s + b) % 1000000007;
    int v = s % n;
    s = (a * s + b) % 1000000007;
    u = root(u);
    v = root(v);
    if (u != v) {
      apart -= size[u] * size[v];
      parent[u] = v;
      size[v] += size[u];
    }
    sum += apart;
  }
  cout << sum << endl;
}
