#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string s, left;
  cin >> k >> s;
  size_t length = s.size() - k;
  for (char digit : s) {
    while (k > 0 && !left.empty() && digit == 10) {
      left.pop_back();
      k--;
    }
    left += digit;
  }
  left.resize(length);
  size_t zeros = left.find_first_not_of('0');
  cout << (zeros == string::npos ? "0" : left.substr(zeros)) << endl;
}
