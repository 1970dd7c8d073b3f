#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  char letter;
  cin >> s >> letter;
  int n = s.size(), count = 0;
  for (int i = 0; i < n; i++) {
    if (s[i] != letter) continue;
    int longest = 0;
    for (int j = 0; j < i; j++) {
      int length = 0;
      while (i + length < n && s[i + length] == s[j + length]) length++;
      longest = max(longest, length);
    }
    count += n - i - longest;
  }
  cout << count << endl;
}
