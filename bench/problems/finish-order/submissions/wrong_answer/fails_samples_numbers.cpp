#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  cout << "!";
  for (int i = 1; i <= n; i++) cout << " " << i;
  cout << endl;
}
