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
    int low = 0, high = order.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (isEarlier(order[middle], i))
        low = middle + 1;
      else
        high = middle;
    }
    order.insert(order.begin() + low, i);
  }
  cout << "!";
  for (int i = 1; i <= n; i++) cout << " " << find(order.begin(), order.end(), i) - order.begin() + 1;
  cout << endl;
}
