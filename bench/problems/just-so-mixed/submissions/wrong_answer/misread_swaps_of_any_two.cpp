#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> order(n);
  iota(order.begin(), order.end(), 1);
  // k swaps of any two books: a cycle of k + 1 of them.
  int length = min(n, k + 1);
  rotate(order.begin(), order.begin() + 1, order.begin() + length);
  for (int i : order) cout << i << " ";
  cout << endl;
}
