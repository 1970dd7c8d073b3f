#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int h, w;
  cin >> h >> w;
  vector<string> a(h);
  for (auto& row : a) cin >> row;
  int islands = 0;
  for (int r = 0; r < h; r++)
    for (int c = 0; c < w; c++) {
      bool up = r > 0 && a[r - 1][c] == '#', left = c > 0 && a[r][c - 1] == '#';
      if (a[r][c] == '#' && !up && !left) islands++;
    }
  cout << islands << endl;
}
