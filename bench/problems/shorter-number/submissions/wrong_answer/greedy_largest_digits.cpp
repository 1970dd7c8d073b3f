#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string s;
  cin >> k >> s;
  while (k--) s.erase(max_element(s.begin(), s.end()));
  size_t zeros = s.find_first_not_of('0');
  cout << (zeros == string::npos ? "0" : s.substr(zeros)) << endl;
}
