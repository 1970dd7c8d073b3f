#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, l;
  cin >> n >> l;
  set<int> ends = {0, l};
  ll coins = 0;
  while (n--) {
    int place;
    cin >> place;
    auto right = ends.lower_bound(place);
    coins += *right - *prev(right);
    ends.insert(place);
  }
  cout << coins << endl;
}
