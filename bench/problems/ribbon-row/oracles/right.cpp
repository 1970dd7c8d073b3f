#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> mark(n), order(n);
  for (int& x : mark) cin >> x;
  // In the order of marks: one more than the longest beside that must be shorter.
  iota(order.begin(), order.end(), 0);
  sort(order.begin(), order.end(), [&](int i, int j) { return mark[i] < mark[j]; });
  vector<int> metres(n);
  int sum = 0;
  for (int i : order) {
    int longest = 0;
    for (int j : {i - 1, i + 1})
      if (j >= 0 && j < n && mark[j] < mark[i]) longest = max(longest, metres[j]);
    metres[i] = longest + 1;
    sum += metres[i];
  }
  cout << sum << endl;
}
