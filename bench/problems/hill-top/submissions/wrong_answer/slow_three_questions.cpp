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
  int low = 1, high = n;
  while (low < high) {
    int middle = (low + high) / 2;
    ll here = ask(middle);
    if (middle > low && ask(middle - 1) > here)
      high = middle - 1;
    else if (ask(middle + 1) > here)
      low = middle + 1;
    else
      low = high = middle;
  }
  cout << "! " << low << endl;
}
