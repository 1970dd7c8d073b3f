/**
 * Ladder steps
 *
 * Time limit: 1 second, memory limit: 256 MB
 *
 * Given n, print the number of ways to climb n steps.
 *
 * Input
 * One integer n (1 <= n <= 90).
 *
 * Output
 * One integer.
 *
 * Sample Input 1
 * 4
 *
 * Sample Output 1
 * 5
 */
fun main() {
    println(readln().toInt())
}
