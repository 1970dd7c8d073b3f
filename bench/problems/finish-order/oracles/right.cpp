#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

bool isEarlier(int i, int j) {
  cout << "? " << i << " " << j << endl;
  int first;
  cin >> first;
  return first == i;
}

vector<int> merged(int from, int to) {
  if (to - from == 1) return {from};
  int middle = (from + to) / 2;
  auto left = merged(from, middle), right = merged(middle, to);
  vector<int> order;
  size_t i = 0, j = 0;
  while (i < left.size() || j < right.size())
    if (j == right.size() || (i < left.size() && isEarlier(left[i], right[j])))
      order.push_back(left[i++]);
    else
      order.push_back(right[j++]);
  return order;
}

int main() {
  int n;
  cin >> n;
  auto order = merged(1, n + 1);
  cout << "!";
  for (int i : order) cout << " " << i;
  cout << endl;
}
