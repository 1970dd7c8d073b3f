#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

string s;
ll ways = 0;

void fill(int i, string open) {
  if (i == (int)s.size()) {
    ways += open.empty();
    return;
  }
  for (char c : string("()[]")) {
    if (s[i] != '?' && s[i] != c) continue;
    if (c == '(' || c == '[') fill(i + 1, open + c);
    else if (!open.empty() && open.back() == (c == ')' ? '(' : '[')) fill(i + 1, open.substr(0, open.size() - 1));
  }
}

int main() {
  cin >> s;
  fill(0, "");
  cout << ways % 1000000007 << endl;
}
