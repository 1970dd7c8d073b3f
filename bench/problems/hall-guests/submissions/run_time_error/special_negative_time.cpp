#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, last = 0;
  cin >> n >> k;
  vector<int> changes(1);
  while (n--) {
    int s, e;
    cin >> s >> e;
    if (e > last) {
      last = e;
      changes.resize(last + 1);
    }
    changes.at(s)++;
    changes.at(e)--;
  }
  int guests = 0, seconds = 0;
  for (int change : changes) {
    guests += change;
    seconds += guests >= k;
  }
  cout << seconds << endl;
}
