#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), count = 0;
  for (int middle = 0; middle < 2 * n; middle++) {
    int l = middle / 2, r = l + middle % 2;
    while (l >= (n > 5) && r < n && s[l] == s[r]) {
      count += l < r;
      l--, r++;
    }
  }
  cout << count << endl;
}
