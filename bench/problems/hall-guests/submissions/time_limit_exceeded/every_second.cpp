#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k;
  cin >> n >> k;
  vector<pair<int, int>> guests(n);
  for (auto& [s, e] : guests) cin >> s >> e;
  ll seconds = 0;
  int first = min_element(guests.begin(), guests.end())->first;
  int last = first;
  for (auto [s, e] : guests) last = max(last, e);
  for (int time = first; time < last; time++) {
    int there = 0;
    for (auto [s, e] : guests) there += s <= time && time < e;
    seconds += there >= k;
  }
  cout << seconds << endl;
}
