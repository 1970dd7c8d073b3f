/*
Problem: Parking
URL: https://judge.example/contest/7/problem/C
Contest: Spring Round
Memory Limit: 256 MB
Time Limit: 2000 ms

Count the free places. 1 <= n <= 50.

Sample Input:
3
1 0 1

Sample Output:
1
*/
#include <cstdio>
