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
  vector<int> order(n);
  iota(order.begin(), order.end(), 1);
  for (int round = 0; round < 6; round++)
    for (int i = 0; i + 1 < n; i++)
      if (isEarlier(order[i + 1], order[i])) swap(order[i], order[i + 1]);
  cout << "!";
  for (int i : order) cout << " " << i;
  cout << endl;
}
