#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

// The beads of a formula stay within the budget.
string formula(int depth, long long budget, long long most, long long& beads) {
  string text;
  beads = 0;
  for (int parts = pick(depth ? 0 : 1, 4); parts--;) {
    if (depth > 5 || pick(0, 1)) {
      text += (char)pick('a', 'c'), beads++;
      continue;
    }
    long long inside, times = pick(0, 1) ? pick(1, 3) : pick(1, most);
    string part = formula(depth + 1, budget / 8, most, inside);
    while (times > 1 && inside > 0 && times > budget / 4 / inside) times /= 10;
    times = max(1LL, times);
    text += "(" + part + ")" + (times > 1 || pick(0, 2) == 0 ? to_string(times) : "");
    beads += times * inside;
  }
  return text;
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  long long budgets[] = {100, 1000000, 1000000000000000000}, mosts[] = {9, 30, 1000000000}, beads;
  string text = formula(0, budgets[pick(0, 2)], mosts[pick(0, 2)], beads);
  printf("%c\n%s\n", (char)pick('a', 'c'), text.empty() ? "a" : text.c_str());
}
