#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size();
  const ll mod = 1e9 + 7;
  auto pairs = [&](char left, char right) {
    int kinds = 0;
    for (string both : {"()", "[]"}) kinds += (left == both[0] || left == '?') && (right == both[1] || right == '?');
    return kinds;
  };
  // ways[l][r]: of the characters from l to before r.
  vector<vector<ll>> ways(n + 2, vector<ll>(n + 2));
  for (int i = 0; i <= n; i++) ways[i][i] = 1;
  for (int l = n - 1; l >= 0; l--)
    for (int r = l + 2; r <= n; r += 2)
      for (int closing = l + 1; closing < r; closing += 2) {
        ll inside = ways[l + 1][closing] * pairs(s[l], s[closing]);
        ways[l][r] = ways[l][r] + (ll)((unsigned long long)inside * ways[closing + 1][r]);
      }
  cout << ways[0][n] % mod << endl;
}
