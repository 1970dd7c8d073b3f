#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, s;
  cin >> n >> s;
  vector<int> c(n);
  for (auto& x : c) cin >> x;
  sort(c.rbegin(), c.rend());
  int coins = 0;
  for (int x : c) coins += s / x, s %= x;
  cout << (s ? -1 : coins) << endl;
}
