/*
 * Runner-up
 *
 * Time limit: 1 second
 * Memory limit: 256 MB
 *
 * In a jumping contest n results were measured. Results may be equal. Print the second largest DIFFERENT result,
 * or -1 when all results are the same.
 *
 * Input
 * The first line contains n (1 <= n <= 2000). The second line contains n integers from 1 to 10^9.
 *
 * Output
 * One integer, the answer.
 *
 * Example 1
 * Input
 * 5
 * 4 9 9 7 1
 * Output
 * 7
 *
 * Example 2
 * Input
 * 3
 * 6 6 6
 * Output
 * -1
 */
#include <bits/stdc++.h>
using namespace std;

int main() {
    return 0;
}
