#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string a, b, s;
  cin >> a >> b >> s;
  if (s.size() != a.size() + b.size()) {
    cout << 0 << endl;
    return 0;
  }
  const int mod = 1000000007;
  int n = a.size(), m = b.size();
  vector<vector<int>> ways(n + 1, vector<int>(m + 1));
  ways[0][0] = 1;
  for (int i = 0; i <= n; i++)
    for (int j = 0; j <= m; j++) {
      if (i > 0 && a[i - 1] == s[i + j - 1]) ways[i][j] = (ways[i][j] + ways[i - 1][j]) % mod;
      if (j > 0 && b[j - 1] == s[i + j - 1]) ways[i][j] = (ways[i][j] + ways[i][j - 1]) % mod;
    }
  cout << ways[n][m] << endl;
}
