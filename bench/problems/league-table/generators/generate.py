import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
t = 10 if most else random.randint(1, 4)
print(t)
for _ in range(t):
    n = 100 if most else random.randint(2, 2 + size // 2)
    m = 200 if most else random.randint(0, size)
    high = 10**9 if most or random.random() < 0.2 else random.randint(1, 3)
    print(n, m)
    for _ in range(m):
        a, b = random.sample(range(1, n + 1), 2)
        if most and random.random() < 0.7:
            a, b = random.sample([7, 8], 2)
        x, y = random.randint(0, high), random.randint(0, high)
        if most and 7 in (a, b):
            x = y = high - random.randint(0, 1)
        print(a, b, x, y)
