#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  char letter;
  cin >> s >> letter;
  // Takes a part and its mirror image for the same.
  set<string> seen;
  int n = s.size();
  for (int i = 0; i < n; i++)
    for (int j = i; j < min(n, i + 40); j++) {
      string part = s.substr(i, j - i + 1), mirror(part.rbegin(), part.rend());
      if (part[0] == letter) seen.insert(min(part, mirror));
    }
  cout << seen.size() << endl;
}
