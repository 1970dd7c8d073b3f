// Codeforces Round 9999, problem C. Stone piles
// time limit per test: 1 second
// memory limit per test: 256 megabytes
// There are n piles. Print YES if they can be made equal, else NO.
//
// Input
// The first line contains t (1 <= t <= 1000) — the number of test cases. Each has n (2 <= n <= 1e5).
//
// Output
// For each test case print YES or NO in any case.
//
// Example
// Input
// 2
// 2
// 3
// Output
// YES
// NO
#include <iostream>
int main() {}
