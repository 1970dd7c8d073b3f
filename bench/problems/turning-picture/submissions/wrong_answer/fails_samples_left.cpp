#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m, q;
  cin >> n >> m >> q;
  vector<string> picture(n);
  for (auto& row : picture) cin >> row;
  while (q--) {
    char key;
    ll k;
    cin >> key >> k;
    // After four presses any key has done nothing.
    for (k %= 4; k > 0; k--) {
      if (key == 'V') reverse(picture.begin(), picture.end());
      if (key == 'H')
        for (auto& row : picture) reverse(row.begin(), row.end());
      if (key == 'H' || key == 'V') continue;
      int rows = picture.size(), columns = picture[0].size();
      vector<string> turned(columns, string(rows, ' '));
      for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) {
          if (key == 'R') turned[columns - 1 - j][i] = picture[i][j];
          if (key == 'L') turned[columns - 1 - j][i] = picture[i][j];
          if (key == 'T') turned[j][i] = picture[i][j];
        }
      picture = turned;
    }
  }
  for (auto& row : picture) cout << row << "\n";
}
