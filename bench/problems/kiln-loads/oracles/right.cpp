#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

ll n, c;
vector<ll> w, loads;
int best;

void fire(int i) {
  if ((int)loads.size() >= best) return;
  if (i == n) {
    best = loads.size();
    return;
  }
  for (size_t j = 0; j < loads.size(); j++)
    if (loads[j] + w[i] <= c) {
      loads[j] += w[i];
      fire(i + 1);
      loads[j] -= w[i];
    }
  loads.push_back(w[i]);
  fire(i + 1);
  loads.pop_back();
}

int main() {
  cin >> n >> c;
  w.resize(n);
  for (ll& x : w) cin >> x;
  best = n + 1;
  fire(0);
  cout << best << endl;
}
