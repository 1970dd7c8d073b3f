// https://atcoder.jp/contests/abx902/tasks/abx902_a
// A - Rounded
//
// Given x, print x rounded up to a multiple of 10.
//
// Constraints
// - 0 <= x <= 10^9
//
// Input
// The input is given as x.
//
// Output
// Print the answer.
//
// Sample Input 1
// 41
//
// Sample Output 1
// 50
//
// Sample Input 2
// 0
//
// Sample Output 2
// 0
import * as fs from 'fs';
