#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll s, a, b;
  cin >> n >> m >> s >> a >> b;
  vector<int> tree(n + 1);
  vector<bool> isOn(n + 1);
  int lit = 0;
  ll sum = 0;
  while (m--) {
    s = (a * s + b) % 1000000007;
    int lamp = s % n + 1;
    int change = isOn[lamp] ? -1 : 1;
    isOn[lamp] = !isOn[lamp];
    lit += change;
    for (int i = lamp; i <= n; i += i & -i) tree[i] += change;
    if (lit == 0) continue;
    int left = lit / 2 + 1, place = 0;
    for (int step = 1 << 17; step > 0; step /= 2)
      if (place + step <= n && tree[place + step] < left) {
        place += step;
        left -= tree[place];
      }
    sum += place + 1;
  }
  cout << sum << endl;
}
