#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  char colour;
  string formula;
  cin >> colour >> formula;
  // From the right: by how much a bead counts that stands here.
  vector<ll> factors = {1};
  ll sum = 0, number = 0, digit = 1;
  for (int i = formula.size() - 1; i >= 0; i--) {
    char c = formula[i];
    if (isdigit(c)) {
      number += digit * (c - '0');
      digit *= 10;
    } else {
      if (c == ')') factors.push_back((ll)((__int128)factors.back() * max(number, 1LL) % ((__int128)1 << 62)));
      if (c == '(') factors.pop_back();
      if (c == colour) sum += factors.back();
      number = 0;
      digit = 1;
    }
  }
  cout << sum << endl;
}
