#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

string s;

int fill(int i, string& open) {
  if (i == (int)s.size()) return open.empty();
  if (open.size() > s.size() - i) return 0;
  ll ways = 0;
  for (char c : string("()[]")) {
    if (s[i] != '?' && s[i] != c) continue;
    if (c == '(' || c == '[') {
      open.push_back(c);
      ways += fill(i + 1, open);
      open.pop_back();
    } else if (!open.empty() && open.back() == (c == ')' ? '(' : '[')) {
      char last = open.back();
      open.pop_back();
      ways += fill(i + 1, open);
      open.push_back(last);
    }
  }
  return ways % 1000000007;
}

int main() {
  cin >> s;
  string open;
  cout << fill(0, open) << endl;
}
