#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, l;
  cin >> n >> l;
  vector<int> x(n);
  for (int& place : x) cin >> place;
  sort(x.begin(), x.end());
  ll best = LLONG_MAX;
  do {
    set<int> ends = {0, l};
    ll coins = 0;
    for (int place : x) {
      auto right = ends.lower_bound(place);
      coins += *right - *prev(right);
      ends.insert(place);
    }
    best = min(best, coins);
  } while (next_permutation(x.begin(), x.end()));
  cout << best << endl;
}
