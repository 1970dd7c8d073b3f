#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

// After some runs the robot begins in the same cells again and again. Is it more than one?
bool circles(const vector<string>& hall, const string& programme) {
  int n = hall.size(), m = hall[0].size(), r = 0, c = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++)
      if (hall[i][j] == 'S') r = i, c = j;
  map<pair<int, int>, int> first;
  int run = 0;
  while (!first.count({r, c})) {
    first[{r, c}] = run++;
    for (char letter : programme) {
      int a = r + (letter == 'D') - (letter == 'U'), b = c + (letter == 'R') - (letter == 'L');
      if (a >= 0 && a < n && b >= 0 && b < m && hall[a][b] != '#') r = a, c = b;
    }
  }
  return run - first[{r, c}] > 1;
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]), side = min(6, 1 + size / 2);
  int n = pick(1, side), m = pick(1, side);
  long long times[] = {1, pick(1, 9), pick(10, 60), pick(1, 1000000000000000)};
  vector<string> hall;
  string programme;
  // A robot that goes in a circle is rare, and a few times out of ten worth a search.
  for (int tries = pick(0, 9) < 6 ? 400 : 1; tries--;) {
    int full = pick(0, 4);
    hall.assign(n, string(m, '.'));
    for (string& row : hall)
      for (char& cell : row)
        if (pick(0, 9) < full) cell = '#';
    hall[pick(0, n - 1)][pick(0, m - 1)] = 'S';
    programme = "";
    for (int letters = pick(1, min(100, 2 * size)); letters--;) programme += "UDLR"[pick(0, 3)];
    if (circles(hall, programme)) break;
  }
  printf("%d %d %lld\n", n, m, times[pick(0, 3)]);
  for (string& row : hall) puts(row.c_str());
  puts(programme.c_str());
}
