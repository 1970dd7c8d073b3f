#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  cin >> n >> m;
  vector<int> needs(n + 1), order(n);
  vector<vector<int>> next(n + 1);
  for (int i = 0; i < m; i++) {
    int a, b;
    cin >> a >> b;
    needs[b]++;
    next[a].push_back(b);
  }
  iota(order.begin(), order.end(), 1);
  stable_sort(order.begin(), order.end(), [&](int a, int b) { return needs[a] < needs[b]; });
  vector<int> todo, missing = needs;
  for (int a = 1; a <= n; a++)
    if (missing[a] == 0) todo.push_back(a);
  for (int i = 0; i < (int)todo.size(); i++)
    for (int b : next[todo[i]])
      if (--missing[b] == 0) todo.push_back(b);
  if ((int)todo.size() < n) order = {-1};
  for (int a : order) cout << a << ' ';
  cout << endl;
}
