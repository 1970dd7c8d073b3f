#!/usr/bin/env python3
r"""Paths in a park
https://cses.fi/problemset/task/9902

Time limit: 1.00 s
Memory limit: 512 MB

A park is an n x n grid. Count the paths.

Input

The first input line has an integer n: the size.

Output

Print the number of paths modulo 10^9+7.

Constraints

1 <= n <= 1000

Example

Input:
2
..
.*

Output:
1
"""
import sys
