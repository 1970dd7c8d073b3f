#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  vector<int> a(n);
  for (auto& x : a) cin >> x;
  auto at = min_element(a.begin(), a.end());
  int last = 0, kept = 0;
  for (; at != a.end(); at++)
    if (*at > last) last = *at, kept++;
  cout << kept << endl;
}
