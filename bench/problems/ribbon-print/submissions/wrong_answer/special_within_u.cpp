#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string u, v;
  cin >> k >> u >> v;
  string s = u + v;
  if (k > 1) s = u + u + v;
  int n = s.size();
  for (int length = 1; length <= n; length++) {
    bool good = true;
    for (int i = length; i < n; i++) good = good && s[i] == s[i - length];
    if (good) {
      cout << length << endl;
      return 0;
    }
  }
}
