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
  vector<int> order;
  for (int i = 1; i <= n; i++) {
    int low = 0;
    while (low < (int)order.size() && isEarlier(order[low], i)) low++;
    order.insert(order.begin() + low, i);
  }
  cout << "!";
  for (int i : order) cout << " " << i;
  cout << endl;
}
