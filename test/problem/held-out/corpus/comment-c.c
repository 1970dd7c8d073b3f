#include <stdio.h>

/*
 Problem: Even ones
 Given n integers, print how many are even.

 Input:
 n, then n integers.
 Output:
 The count.

 Sample input:
 3
 1 2 4
 Sample output:
 2
*/
int main(void) { return 0; }
