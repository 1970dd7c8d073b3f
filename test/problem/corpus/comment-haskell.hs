{-
Even sums

Input
Two integers a and b.

Output
Yes if a+b is even.

Sample Input
1 3

Sample Output
Yes
-}
main = pure ()
