#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, m;
  cin >> n >> k >> m;
  vector<int> a(n), taken(20001);
  for (int& x : a) cin >> x;
  int flavours = 0, best = 0, from = 0;
  for (int to = 0; to < n; to++) {
    if (taken[a[to]]++ == 0) flavours++;
    while (taken[a[to]] > m)
      if (--taken[a[from++]] == 0) flavours--;
    best = max(best, to - from + 1);
  }
  cout << best << endl;
}
