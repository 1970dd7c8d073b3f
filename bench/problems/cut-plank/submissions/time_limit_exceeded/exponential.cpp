#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

vector<ll> x;

ll coins(int i, int j) {
  if (j - i < 2) return 0;
  ll best = LLONG_MAX;
  for (int cut = i + 1; cut < j; cut++) best = min(best, coins(i, cut) + coins(cut, j));
  return x[j] - x[i] + best;
}

int main() {
  int n, l;
  cin >> n >> l;
  x = {0, l};
  x.resize(n + 2);
  for (int i = 2; i < n + 2; i++) cin >> x[i];
  sort(x.begin(), x.end());
  cout << coins(0, n + 1) << endl;
}
