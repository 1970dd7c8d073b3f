#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> tail;
  for (int i = 0; i < n; i++) {
    int y;
    cin >> y;
    short x = y;
    auto at = lower_bound(tail.begin(), tail.end(), x);
    if (at == tail.end()) tail.push_back(x);
    else *at = x;
  }
  cout << tail.size() << endl;
}
