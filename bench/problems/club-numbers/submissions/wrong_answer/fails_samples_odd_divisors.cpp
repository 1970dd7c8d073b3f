#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> fees(n + 1);
  for (int d = 1; d <= n; d += 2)
    for (int x = d; x <= n; x += d) fees[x]++;
  cout << count(fees.begin() + 1, fees.end(), k) << endl;
}
