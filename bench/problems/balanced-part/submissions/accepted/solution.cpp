#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  vector<int> open = {-1};
  int best = 0;
  for (int i = 0; i < (int)s.size(); i++) {
    if (s[i] == '(') {
      open.push_back(i);
      continue;
    }
    open.pop_back();
    if (open.empty()) open.push_back(i);
    else best = max(best, i - open.back());
  }
  cout << best << endl;
}
