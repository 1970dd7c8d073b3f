(* Tiles

   Input
   The sides a and b.

   Output
   The area.

   Sample Input
   2 3

   Sample Output
   6
*)
let () = ()
