#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int d;

/** How many calm numbers are smaller than n. */
ll below(ll n) {
  string digits = to_string(n);
  int length = digits.size();
  // calm[k][x]: calm runs of k digits, the first of them x.
  vector<array<ll, 10>> calm(length + 1);
  for (int x = 0; x < 10; x++) calm[1][x] = 1;
  for (int k = 2; k <= length; k++)
    for (int x = 0; x < 10; x++) {
      calm[k][x] = 0;
      for (int y = max(0, x - d); y <= min(9, x + d); y++) calm[k][x] += calm[k - 1][y];
    }
  ll sum = n > 0 ? 1 : 0;
  for (int k = 1; k < length; k++)
    for (int x = 1; x < 10; x++) sum += calm[k][x];
  for (int i = 0; i < length; i++) {
    int digit = digits[i] - '0';
    for (int x = i == 0; x < digit; x++)
      if (i == 0 || abs(x - (digits[i - 1] - '0')) <= d) sum += calm[length - i][x];
    if (i > 0 && abs(digit - (digits[i - 1] - '0')) > d) break;
  }
  return sum;
}

int main() {
  ll l, r;
  cin >> l >> r >> d;
  cout << below(r + 1) - below(l) << endl;
}
