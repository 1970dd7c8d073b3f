#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

bool isEarlier(int i, int j) {
  cout << "? " << i << " " << j << endl;
  int first;
  cin >> first;
  return first == i;
}

int main() {
  int n;
  cin >> n;
  vector<int> order = {1};
  for (int i = 2; i <= n; i++) {
    // Whoever beats the first is the new first; the others go behind the first that they do not beat.
    if (isEarlier(i, order[0]))
      order.insert(order.begin(), i);
    else
      order.insert(order.begin() + 1, i);
  }
  cout << "!";
  for (int i : order) cout << " " << i;
  cout << endl;
}
