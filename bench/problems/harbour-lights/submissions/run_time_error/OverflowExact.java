import java.util.Scanner;

public class OverflowExact {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    long d = in.nextLong(), together = 1;
    for (int i = 0; i < n; i++) {
      long t = in.nextLong(), a = together, b = t;
      while (b > 0) {
        long rest = a % b;
        a = b;
        b = rest;
      }
      together = Math.multiplyExact(together / a, t);
    }
    System.out.println(together > d ? -1 : together);
  }
}
