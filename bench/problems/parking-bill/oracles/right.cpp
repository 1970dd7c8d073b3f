#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  set<string> inside, plates;
  map<string, int> stayed, coins;
  vector<array<string, 3>> notes(n);
  for (auto& [time, what, plate] : notes) {
    cin >> time >> what >> plate;
    plates.insert(plate);
  }
  auto leave = [&](const string& plate) {
    int minutes = stayed[plate], price = 0;
    if (minutes > 30)
      for (int begun = 0; begun < minutes; begun += 60) price += 2;
    coins[plate] += price > 15 ? 15 : price;
    stayed[plate] = 0;
    inside.erase(plate);
  };
  size_t at = 0;
  // Minute by minute.
  for (int minute = 0; minute < 24 * 60; minute++) {
    char now[16];
    snprintf(now, sizeof now, "%02d:%02d", minute / 60, minute % 60);
    for (; at < notes.size() && notes[at][0] == now; at++) {
      const string& plate = notes[at][2];
      if (notes[at][1] == "in")
        inside.insert(plate);
      else
        leave(plate);
    }
    for (auto& plate : inside) stayed[plate]++;
  }
  for (auto& plate : plates) {
    if (inside.count(plate)) leave(plate);
    cout << plate << " " << coins[plate] << "\n";
  }
}
