#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n, s;
  cin >> n >> s;
  vector<ll> ways(s + 1);
  ways[0] = 1;
  while (n--) {
    int x;
    cin >> x;
    for (int v = x; v <= s; v++) ways[v] = (ways[v] + ways[v - x]) % 1000;
  }
  cout << ways[s] << endl;
}
