#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  cin >> s;
  int n = s.size(), count = 0;
  const int most = 1000;
  vector<vector<char>> mirror(most, vector<char>(most));
  for (int l = n - 1; l >= 0; l--)
    for (int r = l; r < n; r++) {
      bool inner = r - l < 2 || mirror.at(l + 1).at(r - 1);
      mirror.at(l).at(r) = inner && s[l] == s[r];
      count += l < r && mirror.at(l).at(r);
    }
  cout << count << endl;
}
