#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), best = 0;
  for (int from = 0; from < n; from++)
    for (int to = from + 1; to < n; to += 2) {
      int depth = 0, at = from;
      while (at <= to && depth >= 0) depth += s[at++] == '(' ? 1 : -1;
      if (at == to + 1 && depth == 0) best = max(best, to - from + 1);
    }
  cout << best << endl;
}
