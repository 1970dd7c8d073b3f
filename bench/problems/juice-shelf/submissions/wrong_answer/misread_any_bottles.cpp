#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, k, m;
  cin >> n >> k >> m;
  map<int, int> bottles;
  for (int i = 0; i < n; i++) {
    int x;
    cin >> x;
    bottles[x]++;
  }
  vector<int> counts;
  for (auto [flavour, count] : bottles) counts.push_back(min(count, m));
  sort(counts.rbegin(), counts.rend());
  int best = 0;
  for (int i = 0; i < min(k, (int)counts.size()); i++) best += counts[i];
  cout << best << endl;
}
