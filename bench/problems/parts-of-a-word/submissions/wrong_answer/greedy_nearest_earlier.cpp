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
    int j = i - 1, longest = 0;
    while (j >= 0 && s[j] != letter) j--;
    while (j >= 0 && i + longest < n && s[i + longest] == s[j + longest]) longest++;
    count += n - i - longest;
  }
  cout << count << endl;
}
