#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<vector<int>> next(n + 1);
  vector<int> missing(n + 1, -1);
  while (m--) {
    int a, b;
    cin >> a >> b;
    next[a].push_back(b);
    missing[a] = max(missing[a], 0);
    missing[b] = max(missing[b], 0) + 1;
  }
  vector<int> order;
  for (int a = 1; a <= n; a++)
    if (missing[a] == 0) order.push_back(a);
  for (int i = 0; i < (int)order.size(); i++)
    for (int b : next[order[i]])
      if (--missing[b] == 0) order.push_back(b);
  if (find_if(missing.begin(), missing.end(), [](int left) { return left > 0; }) != missing.end()) order = {-1};
  for (int a : order) cout << a << ' ';
  cout << endl;
}
