#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int w, h, n, k;
  cin >> w >> h >> n >> k;
  vector<int> columns(w + 2), rows(h + 2);
  while (n--) {
    int x1, y1, x2, y2;
    cin >> x1 >> y1 >> x2 >> y2;
    columns[x1]++, columns[x2 + 1]--;
    rows[y1]++, rows[y2 + 1]--;
  }
  partial_sum(columns.begin(), columns.end(), columns.begin());
  partial_sum(rows.begin(), rows.end(), rows.begin());
  int weatherproof = 0;
  for (int y = 1; y <= h; y++)
    for (int x = 1; x <= w; x++) weatherproof += min(columns[x], rows[y]) >= k;
  cout << weatherproof << endl;
}
