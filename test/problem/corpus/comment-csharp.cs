using System;

// Title: Stamps
// Time limit: 500 ms
// Input: the number of letters
// Output: the number of stamps
// Example Input 1:
// 3
// Example Output 1:
// 6
class Program { }
