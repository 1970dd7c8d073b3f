#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int depth = 0, best = 0;
  for (char c : s) depth += c == '(' ? 1 : -1, best = max(best, depth);
  cout << 2 * best + 2 << endl;
}
