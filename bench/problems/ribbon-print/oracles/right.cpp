#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int k;
  string u, v, ribbon;
  cin >> k >> u >> v;
  for (int i = 0; i < k; i++) ribbon += u;
  ribbon += v;
  for (int length = 1;; length++) {
    string text = ribbon.substr(0, length), print;
    while (print.size() < ribbon.size()) print += text;
    if (print.substr(0, ribbon.size()) == ribbon) {
      cout << length << endl;
      return 0;
    }
  }
}
