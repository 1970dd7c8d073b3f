#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll ask(int i) {
  cout << "? " << i << endl;
  ll height;
  cin >> height;
  return height;
}

int main() {
  int n;
  cin >> n;
  int low = min(2, n), high = n;
  while (low < high) {
    int middle = (low + high) / 2;
    if (ask(middle) < ask(middle + 1))
      low = middle + 1;
    else
      high = middle;
  }
  cout << "! " << low << endl;
}
