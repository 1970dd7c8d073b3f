#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, s, a, b;
  cin >> n >> m >> s >> a >> b;
  vector<int> club(n);
  iota(club.begin(), club.end(), 0);
  ll sum = 0;
  while (m--) {
    int u = club[s % n];
    s = (a * s + b) % 1000000007;
    int v = club[s % n];
    s = (a * s + b) % 1000000007;
    for (int& c : club)
      if (c == u) c = v;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < i; j++) sum += club[i] != club[j];
  }
  cout << sum << endl;
}
