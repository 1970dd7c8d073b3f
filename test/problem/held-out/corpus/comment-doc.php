<?php
/**
 * Vowels
 *
 * Print the number of vowels in a word.
 *
 * Input
 * A word of at most 100 letters.
 *
 * Output
 * The number.
 *
 * Sample Input
 * banana
 *
 * Sample Output
 * 3
 */
echo 1;
