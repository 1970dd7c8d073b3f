#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> a(n), best(n, 1);
  int most = 0;
  for (int i = 0; i < n; i++) {
    cin >> a[i];
    for (int j = 0; j < i; j++)
      if (a[j] < a[i]) best[i] = max(best[i], best[j] + 1);
    most = max(most, best[i]);
  }
  cout << most << endl;
}
