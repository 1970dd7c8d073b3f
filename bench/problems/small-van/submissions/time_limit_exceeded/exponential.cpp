#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n, k, c;
vector<int> w, v;

ll most(int i, int left, int load) {
  if (i == n || left == 0) return 0;
  ll best = most(i + 1, left, load);
  if (w[i] <= load) best = max(best, v[i] + most(i + 1, left - 1, load - w[i]));
  return best;
}

int main() {
  cin >> n >> k >> c;
  w.resize(n);
  v.resize(n);
  for (int i = 0; i < n; i++) cin >> w[i] >> v[i];
  cout << most(0, k, c) << endl;
}
