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
    next[a].push_back(b);
    missing[b]++;
  }
  vector<int> order, left = missing;
  queue<int> todo;
  vector<bool> seen(n + 1);
  for (int a = 1; a <= n; a++)
    if (missing[a] == 0) todo.push(a), seen[a] = true;
  int reached = 0;
  while (!todo.empty()) {
    int a = todo.front();
    todo.pop();
    order.push_back(a);
    for (int b : next[a]) {
      reached += --left[b] == 0;
      if (!seen[b]) todo.push(b), seen[b] = true;
    }
  }
  for (int a = 1; a <= n; a++) reached += missing[a] == 0;
  if (reached < n) order = {-1};
  for (int a : order) cout << a << ' ';
  cout << endl;
}
