#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<vector<int>> quarrels(n + 1);
  while (m--) {
    int a, b;
    cin >> a >> b;
    quarrels[a].push_back(b);
    quarrels[b].push_back(a);
  }
  vector<int> order(n), camp(n + 1);
  iota(order.begin(), order.end(), 1);
  stable_sort(order.begin(), order.end(), [&](int a, int b) { return quarrels[a].size() < quarrels[b].size(); });
  int lake = 0;
  for (int a : order) {
    bool good = true;
    for (int b : quarrels[a]) good = good && camp[b] != 1;
    if (good) camp[a] = 1, lake++;
  }
  for (int a = 1; a <= n; a++)
    for (int b : quarrels[a])
      if (!camp[a] && !camp[b]) lake = -1;
  cout << lake << endl;
}
