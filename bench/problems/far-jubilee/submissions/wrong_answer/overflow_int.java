import java.util.Scanner;

public class overflow_int {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        String[] parts = in.next().split("-");
        int year = Integer.parseInt(parts[0]), month = Integer.parseInt(parts[1]), day = Integer.parseInt(parts[2]);
        int k = (int) in.nextLong();
        year += 400 * (k / 146097);
        k %= 146097;
        while (k-- > 0) {
            boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            int[] days = {31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
            if (++day > days[month - 1]) {
                day = 1;
                if (++month > 12) {
                    month = 1;
                    year++;
                }
            }
        }
        System.out.printf("%d-%02d-%02d%n", year, month, day);
    }
}
