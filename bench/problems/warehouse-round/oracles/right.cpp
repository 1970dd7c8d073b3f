#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int h, w;
  cin >> h >> w;
  string map(w + 2, '#');
  for (int y = 0; y < h; y++) {
    string row;
    cin >> row;
    map += '#' + row + '#';
  }
  map += string(w + 2, '#');
  int from = map.find('G'), to = map.find('D'), width = w + 2, best = 1e9;
  for (int y = 1; y <= h; y++)
    for (int x = 1; x <= w; x++) {
      char& cell = map[y * width + x];
      char before = cell;
      if (cell == '#') cell = '.';
      else if (cell != 'G') continue;
      vector<int> steps(map.size(), 1e9);
      steps[from] = 0;
      for (bool changed = true; changed;) {
        changed = false;
        for (int at = width; at < (int)map.size() - width; at++) {
          if (map[at] == '#') continue;
          int least = 1 + min({steps[at - 1], steps[at + 1], steps[at - width], steps[at + width]});
          if (least < steps[at]) steps[at] = least, changed = true;
        }
      }
      best = min(best, steps[to]);
      cell = before;
    }
  cout << (best < 1e9 ? best : -1) << endl;
}
