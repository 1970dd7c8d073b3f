#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  int before = 0, run = 0, best = 0;
  for (int i = 0; i < n; i++) {
    int x;
    cin >> x;
    run = x > before ? run + 1 : 1;
    best = max(best, run);
    before = x;
  }
  cout << best << endl;
}
