#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  char letter;
  cin >> s >> letter;
  set<string> parts;
  for (int i = 0; i < (int)s.size(); i++)
    for (int length = 1; i + length <= (int)s.size(); length++)
      if (s[i] == letter) parts.insert(s.substr(i, length));
  cout << parts.size() << endl;
}
