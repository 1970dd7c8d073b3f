#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> mark(n), metres(n);
  for (int& x : mark) cin >> x;
  // Who is better than a neighbour gets more the more singers there are in a row that are worse.
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int worse = 0;
    for (int j = i - 1; j >= 0 && mark[j] < mark[i]; j--) worse++;
    int other = 0;
    for (int j = i + 1; j < n && mark[j] < mark[i]; j++) other++;
    sum += max(worse, min(other, 1)) + 1;
  }
  cout << sum << endl;
}
