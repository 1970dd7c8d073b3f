/**
 * # Ways up the stairs
 *
 * A staircase has n steps. You may climb one, two or three steps at a time, but step k is broken and must not be
 * stepped on (k = 0 means that no step is broken). In how many ways can you reach step n? Print the number
 * modulo 998244353.
 *
 * ## Input
 * Two integers n and k on one line, 1 <= n <= 10^6, 0 <= k < n.
 *
 * ## Output
 * The number of ways modulo 998244353.
 *
 * ## Sample 1
 * Input
 * ```
 * 4 0
 * ```
 * Output
 * ```
 * 7
 * ```
 *
 * ## Sample 2
 * Input
 * ```
 * 4 2
 * ```
 * Output
 * ```
 * 3
 * ```
 */
public class Staircase {
    public static void main(String[] arguments) {
    }
}
