#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  char letter;
  cin >> s >> letter;
  int n = s.size(), count = 0;
  // For each start, the longest part that begins earlier, too.
  vector<int> longest(n), common(n + 1), next(n + 1);
  for (int i = n - 1; i >= 0; i--) {
    for (int j = i + 1; j < n; j++) {
      next[j] = s[i] == s[j] ? common[j + 1] + 1 : 0;
      longest[j] = max(longest[j], next[j]);
    }
    swap(common, next);
  }
  for (int i = 0; i < n; i++)
    if (s[i] == letter) count += n - i;
  cout << count << endl;
}
