#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  map<int, int> guests;
  while (n--) {
    int s, e;
    cin >> s >> e;
    for (int time = s; time < e; time++) guests[time]++;
  }
  int seconds = 0;
  for (auto [time, count] : guests) seconds += count >= k;
  cout << seconds << endl;
}
