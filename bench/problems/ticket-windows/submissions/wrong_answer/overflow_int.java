import java.util.PriorityQueue;
import java.util.Scanner;

public class overflow_int {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = in.nextInt(), m = in.nextInt();
        long t = in.nextLong(), a = in.nextLong(), b = in.nextLong();
        PriorityQueue<int[]> windows =
            new PriorityQueue<>((p, q) -> p[0] != q[0] ? Integer.compare(p[0], q[0]) : p[1] - q[1]);
        for (int i = 1; i <= m; i++) windows.add(new int[] {0, i});
        int end = 0, last = 0;
        for (int i = 0; i < n; i++) {
            t = (a * t + b) % 1000000007;
            int[] window = windows.poll();
            window[0] += (int) t;
            end = Math.max(end, window[0]);
            last = window[1];
            windows.add(window);
        }
        System.out.println(end + " " + last);
    }
}
