#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string s, best;
  cin >> k >> s;
  for (size_t i = 0; i + k <= s.size(); i++) {
    string left = s.substr(0, i) + s.substr(i + k);
    if (best.empty() || left < best) best = left;
  }
  size_t zeros = best.find_first_not_of('0');
  cout << (zeros == string::npos ? "0" : best.substr(zeros)) << endl;
}
