#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> fees(n + 1);
  for (int d = 1; (ll)d * d <= n; d++)
    for (int x = d * d; x <= n; x += d) fees[x] += 2;
  cout << count(fees.begin() + 1, fees.end(), k) << endl;
}
