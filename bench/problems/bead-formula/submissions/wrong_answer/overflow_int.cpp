#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

string formula;
char colour;
size_t at = 0;

int beads() {
  int sum = 0;
  while (at < formula.size() && formula[at] != ')') {
    if (formula[at] == '(') {
      at++;
      int inside = beads();
      at++;
      int times = 0;
      while (at < formula.size() && isdigit(formula[at])) times = 10 * times + formula[at++] - '0';
      sum += inside * max(times, 1);
    } else {
      sum += formula[at++] == colour;
    }
  }
  return sum;
}

int main() {
  cin >> colour >> formula;
  cout << beads() << endl;
}
