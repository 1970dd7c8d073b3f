#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

map<int, ll> known;
int n;

// Beyond the last mark the ground falls on.
ll height(int i) {
  if (i > n) return -i;
  if (!known.count(i)) {
    cout << "? " << i << endl;
    cin >> known[i];
  }
  return known[i];
}

int main() {
  cin >> n;
  int small = 1, large = 2;
  while (large < n + 1) {
    int next = small + large;
    small = large;
    large = next;
  }
  int before = 0;
  while (large > 2) {
    int rest = large - small;
    int left = before + rest, right = before + small;
    if (left == right) right++;
    if (height(left) < height(right)) before = left;
    large = small;
    small = rest;
  }
  int best = before + 1;
  for (int i = max(1, before - 1); i <= min(n, before + 3); i++)
    if (height(i) > height(best)) best = i;
  cout << "! " << best << endl;
}
