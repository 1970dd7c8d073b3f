#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string a, b, s;
  cin >> a >> b >> s;
  cout << (a + b == s) + (b + a == s) << endl;
}
