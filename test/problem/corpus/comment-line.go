// Tallest tree
//
// Print the height of the tallest tree.
//
// Sample Input
//
//	3
//	4 9 1
//
// Sample Output
//
//	9
package main

func main() {}
