#include <bits/stdc++.h>
using namespace std;

mt19937_64 random_bits;
long long pick(long long low, long long high) {
  return low + (long long)(random_bits() % (unsigned long long)(high - low + 1));
}

int main(int, char** args) {
  random_bits.seed(atoll(args[1]));
  int size = atoi(args[2]), n = pick(1, 2 * size), cars = pick(1, 1 + size / 3);
  vector<string> plates(cars);
  for (string& plate : plates)
    for (int letters = pick(1, pick(0, 1) ? 2 : 6); letters--;) plate += "AB1C9Z0"[pick(0, 6)];
  vector<int> minutes(n);
  int step = pick(0, 2);
  for (int at = 0; at < n; at++)
    minutes[at] = step == 0 ? pick(0, 1439) : min(1439LL, (at ? minutes[at - 1] : pick(0, 60)) + pick(0, 2) * 30 + pick(0, 1));
  sort(minutes.begin(), minutes.end());
  set<string> inside;
  printf("%d\n", n);
  for (int minute : minutes) {
    string plate = plates[pick(0, cars - 1)];
    bool out = inside.erase(plate);
    if (!out) inside.insert(plate);
    printf("%02d:%02d %s %s\n", minute / 60, minute % 60, out ? "out" : "in", plate.c_str());
  }
}
