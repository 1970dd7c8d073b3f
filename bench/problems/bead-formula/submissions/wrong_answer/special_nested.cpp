#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  char colour;
  string formula;
  cin >> colour >> formula;
  // The sums outside of the innermost two brackets.
  ll outer = 0, middle = 0, inner = 0;
  int depth = 0;
  for (size_t i = 0; i < formula.size(); i++) {
    char c = formula[i];
    if (c == '(') depth++;
    if (isalpha(c)) (depth == 0 ? outer : depth == 1 ? middle : inner) += c == colour;
    if (c != ')') continue;
    ll times = 0;
    while (isdigit(formula[i + 1])) times = 10 * times + formula[++i] - '0';
    times = max(times, 1LL);
    if (depth == 1) outer += middle * times, middle = 0;
    if (depth == 2) middle += inner * times, inner = 0;
    depth--;
  }
  cout << outer << endl;
}
