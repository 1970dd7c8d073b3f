#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string u, v, s;
  cin >> k >> u >> v;
  while (k--) s += u;
  s += v;
  int n = s.size();
  vector<int> border(n);
  for (int i = 1; i < n; i++) {
    int length = border[i - 1];
    while (length > 0 && s[i] != s[length]) length = border[length - 1];
    border[i] = length + (s[i] == s[length]);
  }
  int length = n - border[n - 1];
  cout << (n % length ? n : length) << endl;
}
