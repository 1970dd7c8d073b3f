#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int h, w;
  cin >> h >> w;
  vector<string> a(h);
  for (auto& row : a) cin >> row;
  vector<int> name(h * w);
  for (int i = 0; i < h * w; i++) name[i] = i;
  auto join = [&](int p, int q) {
    int from = name[p], to = name[q];
    if (from == to) return;
    for (auto& x : name)
      if (x == from) x = to;
  };
  for (int r = 0; r < h; r++)
    for (int c = 0; c < w; c++) {
      if (a[r][c] == '.') continue;
      if (r > 0 && a[r - 1][c] == '#') join(r * w + c, (r - 1) * w + c);
      if (c > 0 && a[r][c - 1] == '#') join(r * w + c - 1, r * w + c);
    }
  set<int> names;
  for (int i = 0; i < h * w; i++)
    if (a[i / w][i % w] == '#') names.insert(name[i]);
  cout << names.size() << endl;
}
