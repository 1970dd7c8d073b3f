#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> order(n);
  iota(order.begin(), order.end(), 1);
  if (k == n * (n - 1) / 2) reverse(order.begin(), order.end()), k = 0;
  for (int i = 0; i + 1 < n && k > 0; i += 2) swap(order[i], order[i + 1]), k--;
  for (int i : order) cout << i << " ";
  cout << endl;
}
