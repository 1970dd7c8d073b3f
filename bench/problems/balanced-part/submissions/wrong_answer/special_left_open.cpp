#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int open = 0, run = 0, best = 0;
  for (char c : s) {
    if (c == '(') open++;
    else if (open > 0) open--, run += 2;
    else run = 0;
    best = max(best, run);
  }
  cout << best << endl;
}
