#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]), digits = pick(2, 2 + size), high = pick(1, 9);
  printf("%lld\n%lld", pick(1, digits - 1), pick(1, high));
  while (--digits) printf("%lld", pick(0, high));
  puts("");
}
