#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  int n;
  cin >> n;
  map<string, int> cameAt, coins;
  auto pay = [&](const string& plate, int until) {
    int minutes = until - cameAt[plate];
    coins[plate] += minutes <= 30 ? 0 : min(15, 2 * ((minutes + 59) / 60));
    cameAt.erase(plate);
  };
  while (n--) {
    string time, what, plate;
    cin >> time >> what >> plate;
    int minute = stoi(time.substr(0, 2)) * 60 + stoi(time.substr(3));
    if (what == "in")
      cameAt[plate] = minute;
    else
      pay(plate, minute);
  }
  for (auto& [plate, sum] : coins) cout << plate << " " << sum << "\n";
}
