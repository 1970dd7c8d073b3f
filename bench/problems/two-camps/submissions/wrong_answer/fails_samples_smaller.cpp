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
  vector<int> camp(n + 1, -1);
  int lake = 0;
  for (int start = 1; start <= n; start++) {
    if (camp[start] >= 0) continue;
    vector<int> todo = {start};
    int count[2] = {1, 0};
    camp[start] = 0;
    for (int i = 0; i < (int)todo.size(); i++) {
      int a = todo[i];
      for (int b : quarrels[a]) {
        if (camp[b] == camp[a]) {
          cout << -1 << endl;
          return 0;
        }
        if (camp[b] >= 0) continue;
        camp[b] = 1 - camp[a];
        count[camp[b]]++;
        todo.push_back(b);
      }
    }
    lake += min(count[0], count[1]);
  }
  cout << lake << endl;
}
