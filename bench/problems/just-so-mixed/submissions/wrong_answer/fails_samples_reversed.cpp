#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<int> order;
  int low = 1, high = n;
  while (low <= high) {
    // The largest in front of all that are left makes one swap with each of the others.
    if (k >= high - low) {
      k -= high - low;
      order.push_back(high--);
    } else {
      order.push_back(low++);
    }
  }
  for (int i = 0; i < n; i++) cout << order[n - 1 - i] << " \n"[i == n - 1];
}
