#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  string a, b, s;
  cin >> a >> b >> s;
  size_t i = 0, j = 0;
  for (char letter : s) {
    if (i < a.size() && a[i] == letter)
      i++;
    else if (j < b.size() && b[j] == letter)
      j++;
    else
      i = a.size() + 1;
  }
  cout << (i == a.size() && j == b.size()) << endl;
}
