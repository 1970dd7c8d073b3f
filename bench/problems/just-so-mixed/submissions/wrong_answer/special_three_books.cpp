#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> order(n);
  iota(order.begin(), order.end(), 1);
  // Takes the last book to the front three times at most.
  int done = 0;
  while (done < 3 && done < n && k >= n - 1 - done) {
    rotate(order.begin() + done, order.end() - 1, order.end());
    k -= n - 1 - done++;
  }
  if (done < n) rotate(order.begin() + done, order.begin() + min(n - 1, done + k), order.begin() + min(n, done + k + 1));
  for (int i : order) cout << i << " ";
  cout << endl;
}
