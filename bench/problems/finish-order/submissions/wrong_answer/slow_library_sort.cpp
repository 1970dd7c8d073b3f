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
  sort(order.begin(), order.end(), isEarlier);
  cout << "!";
  for (int i : order) cout << " " << i;
  cout << endl;
}
