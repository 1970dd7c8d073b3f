#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), count = 0;
  for (int middle = 1; middle < n; middle++) {
    bool even = s[middle - 1] == s[middle];
    int l = middle - 1, r = even ? middle : middle + 1;
    while (l >= 0 && r < n && s[l] == s[r]) {
      count++;
      l--, r++;
    }
  }
  cout << count << endl;
}
