"""
Odd product

Given an integer n, print the product of all odd numbers from 1 to n, modulo 1000000007.

Input: one integer n, 1 <= n <= 10^6.
Output: the product modulo 1000000007.

Sample Input 1
7
Sample Output 1
105

Sample Input 2
1
Sample Output 2
1
"""
