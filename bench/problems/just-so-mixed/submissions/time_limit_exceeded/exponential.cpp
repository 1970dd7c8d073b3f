#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> order(n);
  iota(order.begin(), order.end(), 1);
  auto swaps = [&] {
    int count = 0;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < i; j++) count += order[j] > order[i];
    return count;
  };
  while (swaps() != k) next_permutation(order.begin(), order.end());
  for (int i : order) cout << i << " ";
  cout << endl;
}
