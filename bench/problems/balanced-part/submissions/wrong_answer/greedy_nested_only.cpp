#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), best = 0;
  for (int i = 0; i + 1 < n; i++) {
    int l = i, r = i + 1;
    while (l >= 0 && r < n && s[l] == '(' && s[r] == ')') l--, r++;
    int length = r - l - 1;
    if (l + 1 > i) length = 0;
    while (r + 1 < n && s[r] == '(' && s[r + 1] == ')') r += 2, length += 2;
    best = max(best, length);
  }
  cout << best << endl;
}
