#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;

/** Splits at the sign that is worked out last. */
ll value(const string& s) {
  for (string signs : {"+-", "*"}) {
    int depth = 0;
    for (int i = s.size() - 1; i > 0; i--) {
      depth += (s[i] == ')') - (s[i] == '(');
      if (depth > 0 || signs.find(s[i]) == string::npos) continue;
      ll left = value(s.substr(0, i)), right = value(s.substr(i + 1));
      if (s[i] == '*') return left * right % mod;
      return s[i] == '+' ? (left + right) % mod : (left + mod - right) % mod;
    }
  }
  if (s[0] == '-') return (mod - value(s.substr(1))) % mod;
  if (s[0] == '(') return value(s.substr(1, s.size() - 2));
  return stoll(s) % mod;
}

int main() {
  string s;
  cin >> s;
  cout << value(s) << endl;
}
