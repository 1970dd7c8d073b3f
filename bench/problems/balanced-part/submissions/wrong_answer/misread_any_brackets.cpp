#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int open = 0, pairs = 0;
  for (char c : s) {
    if (c == '(') open++;
    else if (open > 0) open--, pairs++;
  }
  cout << 2 * pairs << endl;
}
