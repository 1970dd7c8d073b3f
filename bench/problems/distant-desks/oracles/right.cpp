#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, k;
vector<int> row;
vector<bool> sits;

bool fill() {
  if ((int)row.size() == n) return true;
  for (int i = 1; i <= n; i++) {
    if (sits[i] || (!row.empty() && abs(row.back() - i) < k)) continue;
    sits[i] = true;
    row.push_back(i);
    if (fill()) return true;
    row.pop_back();
    sits[i] = false;
  }
  return false;
}

int main() {
  cin >> n >> k;
  sits.resize(n + 1);
  if (!fill()) row = {-1};
  for (int i : row) cout << i << " ";
  cout << endl;
}
