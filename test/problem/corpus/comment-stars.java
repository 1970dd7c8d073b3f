package main;

import java.util.*;

/**
 * Candy shop
 *
 * Buy as many candies as you can.
 *
 * Input
 * Two integers, the money m and the price p.
 *
 * Output
 * The number of candies.
 *
 * Example 1:
 * Input: 10 3
 * Output: 3
 */
class Main {}
