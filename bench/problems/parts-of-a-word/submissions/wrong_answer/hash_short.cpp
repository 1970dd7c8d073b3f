#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string s;
  char letter;
  cin >> s >> letter;
  int n = s.size();
  const int mod = 10007;
  vector<bool> seen(mod);
  int count = 0;
  for (int i = 0; i < n; i++) {
    if (s[i] != letter) continue;
    int hash = 0;
    for (int j = i; j < n; j++) {
      hash = (hash * 31 + s[j]) % mod;
      if (!seen[hash]) seen[hash] = true, count++;
    }
  }
  cout << count << endl;
}
