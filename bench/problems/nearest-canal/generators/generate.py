import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 1000 if most else random.randint(1, random.choice([1, 2, 1 + size // 5]))
high = 10**6 if most or random.random() < 0.3 else size + 2
x, y = (random.randint(-high, high) for _ in "xy")
if most:
    x = y = -high
print(n, x, y)
for _ in range(n):
    a, b, c, d = (random.randint(high // 2 if most else -high, high) for _ in range(4))
    kind = random.random()
    if kind < 0.15:
        c, d = a, b
    elif kind < 0.4:
        # Its line passes through the caravan, and the canal does so, too, or ends before.
        c, d = (a + x) // 2, (b + y) // 2
        if not most and random.random() < 0.6 and abs(2 * x - a) <= 10**6 and abs(2 * y - b) <= 10**6:
            c, d = 2 * x - a, min(10**6, 2 * y - b + random.randint(0, 1))
    print(a, b, c, d)
