#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> mark(n), metres(n, 1);
  for (int& x : mark) cin >> x;
  for (int i = 0; i + 1 < n;) {
    int better = mark[i] > mark[i + 1] ? i : i + 1, worse = 2 * i + 1 - better;
    if (mark[better] > mark[worse] && metres[better] <= metres[worse]) {
      metres[better] = metres[worse] + 1;
      i = 0;
    } else {
      i++;
    }
  }
  cout << accumulate(metres.begin(), metres.end(), 0) << endl;
}
