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
    int left = low + (high - low) / 3, right = high - (high - low) / 3;
    if (left == right) right++;
    if (ask(left) < ask(right))
      low = left + 1;
    else
      high = right - 1;
  }
  cout << "! " << low << endl;
}
