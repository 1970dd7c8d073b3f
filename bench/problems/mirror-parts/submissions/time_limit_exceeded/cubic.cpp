#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), count = 0;
  for (int from = 0; from < n; from++)
    for (int to = from + 1; to < n; to++) {
      int l = from, r = to;
      while (l < r && s[l] == s[r]) l++, r--;
      count += l >= r;
    }
  cout << count << endl;
}
