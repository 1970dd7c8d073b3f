#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string u, v;
  cin >> k >> u >> v;
  int n = k * u.size() + v.size();
  for (int length = 1; length <= (int)u.size(); length++) {
    bool good = true;
    string s = u + u + v;
    if (k == 1) s = u + v;
    for (int i = length; i < (int)s.size(); i++) good = good && s[i] == s[i - length];
    if (good) {
      cout << length << endl;
      return 0;
    }
  }
  cout << n << endl;
}
