#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]), t = pick(1, 4);
  printf("%d\n", t);
  while (t--) {
    int n = pick(2, 2 + size / 4), m = pick(0, size);
    long long goals = pick(0, 3) ? pick(0, 3) : 1000000000;
    printf("%d %d\n", n, m);
    while (m--) {
      int a = pick(1, n), b = pick(1, n - 1);
      printf("%d %d %lld %lld\n", a, b + (b >= a), pick(0, goals), pick(0, goals));
    }
  }
}
