#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]);
  int years[] = {1600, 1700, 1899, 1900, 1999, 2000, 2024, 2100, 2399, (int)pick(1600, 2399)};
  int year = years[pick(0, 9)], month = pick(0, 2) ? (int)pick(1, 12) : 2;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  int days[] = {31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int day = pick(0, 1) ? days[month - 1] : (int)pick(1, days[month - 1]);
  long long k[] = {0, pick(0, size), pick(0, 400), pick(0, 200000), pick(0, 100000000000000)};
  printf("%04d-%02d-%02d\n%lld\n", year, month, day, k[pick(0, 4)]);
}
