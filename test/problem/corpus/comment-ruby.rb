=begin
Snail race

Sample Input 1
2
4 5
Sample Output 1
5
=end
puts gets
