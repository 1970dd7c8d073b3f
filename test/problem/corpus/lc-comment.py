"""
9005. Average Age

Return the mean of the ages.

Example 1:

Input: ages = [10,15]
Output: 12.50000
"""
class Solution:
    def averageAge(self, ages: List[int]) -> float:
        pass
