#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, s;
  cin >> n >> s;
  const int never = 1e9;
  vector<int> best(s + 1, never);
  best[0] = 0;
  for (int i = 0; i < n; i++) {
    int x;
    cin >> x;
    for (int v = s; v >= x; v--) best[v] = min(best[v], best[v - x] + 1);
  }
  cout << (best[s] < never ? best[s] : -1) << endl;
}
