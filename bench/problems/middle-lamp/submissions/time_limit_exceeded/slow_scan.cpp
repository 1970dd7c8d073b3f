#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, m;
  ll s, a, b;
  cin >> n >> m >> s >> a >> b;
  vector<char> isOn(n + 1);
  int lit = 0;
  ll sum = 0;
  while (m--) {
    s = (a * s + b) % 1000000007;
    int lamp = s % n + 1;
    isOn[lamp] = !isOn[lamp];
    lit += isOn[lamp] ? 1 : -1;
    if (lit == 0) continue;
    int left = (lit + 1) / 2;
    for (int i = 1; left > 0; i++)
      if (isOn[i] && --left == 0) sum += i;
  }
  cout << sum << endl;
}
