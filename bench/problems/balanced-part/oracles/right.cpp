#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), best = 0;
  for (int from = 0; from < n; from++) {
    int depth = 0;
    for (int to = from; to < n && depth >= 0; to++) {
      depth += s[to] == '(' ? 1 : -1;
      if (depth == 0) best = max(best, to - from + 1);
    }
  }
  cout << best << endl;
}
