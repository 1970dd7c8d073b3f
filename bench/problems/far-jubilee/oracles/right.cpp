#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

// Days before March 1 of the year 0, counted by years that begin in March.
ll daysBefore(ll year, ll month, ll day) {
  if (month < 3) year--, month += 12;
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day - 1;
}

int main() {
  ll year, month, day, k;
  scanf("%lld-%lld-%lld%lld", &year, &month, &day, &k);
  ll wanted = daysBefore(year, month, day) + k;
  ll low = year, high = year + k / 365 + 2;
  while (low < high) {
    ll middle = (low + high + 1) / 2;
    if (daysBefore(middle, 1, 1) <= wanted)
      low = middle;
    else
      high = middle - 1;
  }
  month = 12;
  while (daysBefore(low, month, 1) > wanted) month--;
  printf("%lld-%02lld-%02lld\n", low, month, wanted - daysBefore(low, month, 1) + 1);
}
