#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

// Where a cell of the picture at the end was at the start, found backwards.
int main() {
  int n, m, q;
  cin >> n >> m >> q;
  vector<string> picture(n);
  for (auto& row : picture) cin >> row;
  vector<pair<char, int>> keys(q);
  for (auto& [key, k] : keys) {
    ll times;
    cin >> key >> times;
    k = times % (key == 'R' || key == 'L' ? 4 : 2);
    if (key == 'L') key = 'R', k = 3 * k % 4;
  }
  vector<pair<int, int>> sizes = {{n, m}};
  for (auto [key, k] : keys)
    for (int i = 0; i < k; i++) {
      auto [rows, columns] = sizes.back();
      if (key == 'R' || key == 'T') swap(rows, columns);
      sizes.push_back({rows, columns});
    }
  auto [rows, columns] = sizes.back();
  for (int i = 0; i < rows; i++) {
    for (int j = 0; j < columns; j++) {
      int r = i, c = j, step = sizes.size() - 1;
      for (int at = q - 1; at >= 0; at--)
        for (int times = 0; times < keys[at].second; times++) {
          auto [before, across] = sizes[--step];
          if (keys[at].first == 'H') c = across - 1 - c;
          if (keys[at].first == 'V') r = before - 1 - r;
          if (keys[at].first == 'T') swap(r, c);
          if (keys[at].first == 'R') tie(r, c) = make_pair(before - 1 - c, r);
        }
      cout << picture[r][c];
    }
    cout << "\n";
  }
}
