#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  char letter;
  cin >> s >> letter;
  int n = s.size();
  set<pair<int, ll>> seen;
  for (int i = 0; i < n; i++) {
    if (s[i] != letter) continue;
    ll hash = 0;
    for (int j = i; j < min(n, i + 120); j++) {
      hash += (j - i + 1) * (s[j] - 'a' + 1);
      seen.insert({j - i, hash});
    }
  }
  cout << seen.size() << endl;
}
