"""
Two Numbers

Read two integers a and b (1 <= a, b <= 100) and print their sum.

Sample Input 1
2 3

Sample Output 1
5
"""
