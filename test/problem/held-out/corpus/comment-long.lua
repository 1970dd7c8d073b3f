--[[
Count the dots

Input
One line.

Output
The number of dots in it.

Sample Input
a.b.

Sample Output
2
]]
print(1)
