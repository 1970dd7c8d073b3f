#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

bool isLeap(ll year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int main() {
  ll year, k;
  int month, day;
  scanf("%lld-%d-%d%lld", &year, &month, &day, &k);
  // The calendar repeats itself every 400 years.
  const ll cycle = 146097;
  year += 400 * (k / cycle);
  k %= cycle;
  while (k--) {
    int days[] = {31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (++day > days[month - 1]) {
      day = 1;
      if (++month > 12) {
        month = 1;
        year++;
      }
    }
  }
  printf("%lld-%d-%d\n", year, month, day);
}
