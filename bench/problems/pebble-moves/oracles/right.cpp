#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int k;
map<vector<int>, bool> known;

bool wins(vector<int> a) {
  sort(a.begin(), a.end());
  if (known.count(a)) return known[a];
  bool won = false;
  for (int i = 0; i < (int)a.size() && !won; i++)
    for (int taken = 1; taken <= min(k, a[i]) && !won; taken++) {
      vector<int> next = a;
      next[i] -= taken;
      won = !wins(next);
    }
  return known[a] = won;
}

int main() {
  int n, moves = 0;
  cin >> n >> k;
  vector<int> a(n);
  for (auto& x : a) cin >> x;
  for (int& x : a)
    for (int taken = 1; taken <= k && taken <= x; taken++) {
      x -= taken;
      moves += !wins(a);
      x += taken;
    }
  cout << moves << endl;
}
