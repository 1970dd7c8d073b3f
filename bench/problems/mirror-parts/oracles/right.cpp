#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), count = 0;
  for (int from = 0; from < n; from++)
    for (int length = 2; from + length <= n; length++) {
      string part = s.substr(from, length);
      count += part == string(part.rbegin(), part.rend());
    }
  cout << count << endl;
}
