#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

/** How many numbers smaller than n have digits from a to b alone. */
ll below(ll n, int a, int b) {
  string digits = to_string(n);
  int length = digits.size();
  vector<ll> power = {1};
  for (int k = 1; k <= length; k++) power.push_back(power.back() * (b - a + 1));
  ll sum = n > 0 && a == 0;
  for (int k = 1; k < length; k++) sum += (b - max(a, 1) + 1) * power[k - 1];
  for (int i = 0; i < length; i++) {
    int digit = digits[i] - '0';
    for (int x = max(a, int(i == 0)); x < digit && x <= b; x++) sum += power[length - i - 1];
    if (digit < a || digit > b) break;
  }
  return sum;
}

int main() {
  ll l, r, count = 0;
  int d;
  cin >> l >> r >> d;
  // By the smallest digit.
  for (int low = 0; low < 10; low++) {
    int high = min(9, low + d);
    count += below(r + 1, low, high) - below(l, low, high);
    if (low < high) count -= below(r + 1, low + 1, high) - below(l, low + 1, high);
  }
  cout << count << endl;
}
