#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string s, best;
  cin >> k >> s;
  for (int cut = 0; cut < 1 << s.size(); cut++) {
    if (__builtin_popcount(cut) != k) continue;
    string left;
    for (size_t i = 0; i < s.size(); i++)
      if (!(cut >> i & 1)) left += s[i];
    if (best.empty() || left < best) best = left;
  }
  while (best.size() > 1 && best[0] == '0') best.erase(0, 1);
  cout << best << endl;
}
