#!/usr/bin/env python3
'''Queue at the bakery

Time limit: 1s

Print how many people are served in m minutes.

Input:
    Two integers m and k.
Output:
    One integer.

Example:
    Input:
        10 2
    Output:
        5
'''
print()
