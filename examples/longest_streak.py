# Longest streak
#
# A coin was tossed n times; the record is one string of the letters H and T. Print the length of the longest
# run of equal letters.
#
# Input: one line, a string of 1 to 100000 letters H or T.
# Output: one integer.
#
# Example 1
# Input: HHTTTH
# Output: 3
#
# Example 2
# Input: T
# Output: 1
