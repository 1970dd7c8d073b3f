#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int n;
vector<ll> d, w;
vector<bool> baked;

ll best(ll day) {
  ll most = 0;
  for (int i = 0; i < n; i++)
    if (!baked[i] && d[i] >= day) {
      baked[i] = true;
      most = max(most, w[i] + best(day + 1));
      baked[i] = false;
    }
  return most;
}

int main() {
  cin >> n;
  d.resize(n);
  w.resize(n);
  baked.resize(n);
  for (int i = 0; i < n; i++) cin >> d[i] >> w[i];
  cout << best(1) << endl;
}
