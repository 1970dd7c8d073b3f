#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, k;
  cin >> n >> m >> k;
  vector<string> hall(n);
  for (auto& row : hall) cin >> row;
  string programme;
  cin >> programme;
  // Where a run that begins in a cell ends; then runs are doubled.
  vector<int> end(n * m);
  int at = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++) {
      if (hall[i][j] == 'S') at = i * m + j;
      int r = i, c = j;
      for (char letter : programme) {
        int toR = r, toC = c;
        if (letter == 'U') toR--;
        if (letter == 'D') toR++;
        if (letter == 'L') toC--;
        if (letter == 'R') toC++;
        bool isInside = 0 <= toR && toR < n && 0 <= toC && toC < m;
        if (isInside && hall[toR][toC] != '#') r = toR, c = toC;
      }
      end[i * m + j] = r * m + c;
    }
  for (; k > 0; k /= 2) {
    if (k % 2) at = end[at];
    vector<int> twice(n * m);
    for (int i = 0; i < n * m; i++) twice[i] = end[end[i]];
    end = twice;
  }
  cout << at / m + 1 << " " << at % m + 1 << endl;
}
