#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string a, b, s;
  cin >> a >> b >> s;
  ll ways = 0;
  // Which letters come from the first tape.
  for (int chosen = 0; chosen < 1 << s.size(); chosen++) {
    string first, second;
    for (size_t i = 0; i < s.size(); i++) (chosen >> i & 1 ? first : second) += s[i];
    ways += first == a && second == b;
  }
  cout << ways % 1000000007 << endl;
}
