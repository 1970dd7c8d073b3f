#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  if (n > 2 && k > n / 2) {
    cout << -1 << endl;
    return 0;
  }
  int half = n / 2;
  vector<int> row;
  for (int i = half; i >= 1; i--) {
    row.push_back(i);
    row.push_back(i + half);
  }
  // The odd one out stands half away from the number 1 + half, or further.
  if (n % 2) row.insert(row.begin(), n);
  for (int i = 0; i < n; i++) cout << row[i] << " \n"[i == n - 1];
}
