#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]), side = min(6, 1 + size / 2);
  int n = pick(1, side), m = pick(1, side), full = pick(0, 4);
  long long times[] = {1, pick(1, 9), pick(10, 60), pick(1, 1000000000000000)};
  vector<string> hall(n, string(m, '.'));
  for (string& row : hall)
    for (char& cell : row)
      if (pick(0, 9) < full) cell = '#';
  hall[pick(0, n - 1)][pick(0, m - 1)] = 'S';
  printf("%d %d %lld\n", n, m, times[pick(0, 3)]);
  for (string& row : hall) puts(row.c_str());
  for (int letters = pick(1, min(100, 2 * size)); letters--;) putchar("UDLR"[pick(0, 3)]);
  puts("");
}
