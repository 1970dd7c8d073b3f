#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<bool> sits(n + 1);
  vector<int> row;
  int last = -k;
  while ((int)row.size() < n) {
    int next = 0;
    // Starts in the middle, then takes the smallest that is far enough.
    for (int i = n; i >= 1; i--)
      if (!sits[i] && abs(i - last) >= k) next = i;
    if (row.empty()) next = (n + 1) / 2;
    if (!next) {
      cout << -1 << endl;
      return 0;
    }
    sits[next] = true;
    row.push_back(next);
    last = next;
  }
  for (int i : row) cout << i << " ";
  cout << endl;
}
