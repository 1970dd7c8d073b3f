#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<vector<int>> next(n + 1);
  vector<int> missing(n + 1);
  while (m--) {
    int a, b;
    cin >> a >> b;
    if (a == b) continue;
    next[a].push_back(b);
    missing[b]++;
  }
  vector<int> order;
  for (int a = 1; a <= n; a++)
    if (missing[a] == 0) order.push_back(a);
  for (int i = 0; i < (int)order.size(); i++)
    for (int b : next[order[i]])
      if (--missing[b] == 0) order.push_back(b);
  if ((int)order.size() < n) order = {-1};
  for (int a : order) cout << a << ' ';
  cout << endl;
}
