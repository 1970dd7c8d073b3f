#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size();
  set<string> parts;
  for (int middle = 0; middle < 2 * n; middle++) {
    int l = middle / 2, r = l + middle % 2;
    while (l >= 0 && r < n && s[l] == s[r]) {
      if (l < r && r - l < 50) parts.insert(s.substr(l, r - l + 1));
      l--, r++;
    }
  }
  cout << parts.size() << endl;
}
