#include <bits/stdc++.h>
using namespace std;
typedef long long ll;

int main() {
  ll n, m, s, a, b;
  cin >> n >> m >> s >> a >> b;
  vector<int> club(n);
  iota(club.begin(), club.end(), 0);
  map<int, vector<int>> members;
  for (int i = 0; i < n; i++) members[i] = {i};
  ll apart = n * (n - 1) / 2, sum = 0;
  while (m--) {
    int u = club[s % n];
    s = (a * s + b) % 1000000007;
    int v = club[s % n];
    s = (a * s + b) % 1000000007;
    if (members.at(u).size() > members.at(v).size()) swap(u, v);
    if (u != v) apart -= (ll)members.at(u).size() * members.at(v).size();
    for (int i : vector<int>(members.at(u))) {
      club[i] = v;
      members.at(v).push_back(i);
    }
    members.erase(u);
    sum += apart;
  }
  cout << sum << endl;
}
