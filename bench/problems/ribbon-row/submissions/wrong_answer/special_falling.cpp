#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> mark(n), metres(n, 1);
  for (int& x : mark) cin >> x;
  for (int i = 1; i < n; i++)
    if (mark[i] > mark[i - 1]) metres[i] = metres[i - 1] + 1;
  for (int i = n - 2; i >= 0; i--)
    if (mark[i] > mark[i + 1]) metres[i] = max(metres[i], 2);
  cout << accumulate(metres.begin(), metres.end(), 0) << endl;
}
