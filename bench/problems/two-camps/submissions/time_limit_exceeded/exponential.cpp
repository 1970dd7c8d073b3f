#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, m, best = -1;
vector<vector<int>> earlier;
vector<int> camp;

void choose(int a, int lake) {
  if (a > n) {
    best = max(best, lake);
    return;
  }
  for (int c : {1, 0}) {
    bool good = true;
    for (int b : earlier[a]) good = good && camp[b] != c;
    camp[a] = c;
    if (good) choose(a + 1, lake + c);
  }
}

int main() {
  cin >> n >> m;
  earlier.resize(n + 1);
  camp.resize(n + 1);
  while (m--) {
    int a, b;
    cin >> a >> b;
    earlier[max(a, b)].push_back(min(a, b));
  }
  choose(1, 0);
  cout << best << endl;
}
