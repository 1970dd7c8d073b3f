#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]), side = min(5, 1 + size / 2);
  int n = pick(1, side), m = pick(1, side), q = pick(1, 1 + size / 2);
  printf("%d %d %d\n", n, m, q);
  for (int row = 0; row < n; row++) {
    for (int column = 0; column < m; column++) putchar((char)pick('a', 'z'));
    puts("");
  }
  while (q--) printf("%c %lld\n", "RLHVT"[pick(0, 4)], pick(0, 1) ? pick(1, 9) : pick(1, 1000000000000));
}
