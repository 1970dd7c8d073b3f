#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

string a, b, s;

ll ways(size_t i, size_t j) {
  if (i == a.size() && j == b.size()) return 1;
  ll sum = 0;
  if (i < a.size() && a[i] == s[i + j]) sum += ways(i + 1, j);
  if (j < b.size() && b[j] == s[i + j]) sum += ways(i, j + 1);
  return sum % 1000000007;
}

int main() {
  cin >> a >> b >> s;
  cout << (s.size() == a.size() + b.size() ? ways(0, 0) : 0) << endl;
}
