(*
  Sum of digits

  Time limit: 500 ms

  Input
  A number n, 0 <= n < 10^18.

  Output
  The sum of its digits.

  Example 1
  Input:
  105
  Output:
  6

  Example 2
  Input:
  0
  Output:
  0
*)
let () = ()
