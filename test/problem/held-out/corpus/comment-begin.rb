=begin
Mirror

Print the string reversed.

== Input
A string s.

== Output
The reversed string.

== Sample Input
abc

== Sample Output
cba
=end
puts gets.chomp.reverse
