#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll a, b, pieces = 0;
  char d;
  cin >> a >> b >> d;
  for (ll page = a; page <= b; page++)
    for (char c : to_string(page)) pieces += c == d;
  cout << pieces << endl;
}
