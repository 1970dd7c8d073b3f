#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

const ll mod = 1e9 + 7;
string s;
int at = 0;

ll total();

ll value() {
  if (s[at] == '(') {
    at++;
    ll inside = total();
    at++;
    return inside;
  }
  ll number = 0;
  while (isdigit(s[at])) number = (number * 10 + s[at++] - '0') % mod;
  return number;
}

ll product() {
  ll result = value();
  while (s[at] == '*') at++, result = result * value() % mod;
  return result;
}

ll total() {
  ll sign = 1, sum = 0;
  ll turn = 1;
  if (s[at] == '-') at++, turn = s.size() > 9 ? -1 : (sign = -1, 1);
  while (true) {
    sum = (sum + sign * product() + mod) % mod;
    if (s[at] != '+' && s[at] != '-') return (turn * sum + mod) % mod;
    sign = s[at++] == '+' ? 1 : -1;
  }
}

int main() {
  cin >> s;
  cout << total() << endl;
}
