#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

long long most;
string number() { return to_string(pick(0, 3) ? pick(0, 9) : pick(0, most)); }

string sum(int depth, int& left) {
  string text = pick(0, 3) ? "" : "-";
  for (int terms = pick(1, 4); terms--;) {
    left--;
    text += depth < 8 && left > 0 && pick(0, 2) == 0 ? "(" + sum(depth + 1, left) + ")" : number();
    if (terms) text += "+-*"[pick(0, 2)];
  }
  return text;
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int left = 2 * atoi(args[2]);
  most = pick(0, 1) ? 20 : 1000000000;
  puts(sum(0, left).c_str());
}
