#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string u, v, s;
  cin >> k >> u >> v;
  while (k--) s += u;
  s += v;
  int n = s.size();
  for (int length = 1; length <= n; length++) {
    int i = length;
    while (i < n && s[i] == s[i - length]) i++;
    if (i == n) {
      cout << length << endl;
      return 0;
    }
  }
}
