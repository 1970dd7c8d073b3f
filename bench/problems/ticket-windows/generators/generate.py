import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 200000 if most else random.randint(1, 2 * size)
m = [100000, 3][seed % 2 * (seed > 1)] if most else random.randint(1, size)
high = 10**9 if most or random.random() < 0.4 else 4
x, a, b = [random.randint(0, high) for _ in range(3)]
if not most and random.random() < 0.4:
    x, a, b = random.randint(0, 9), 1000000006 - 10**9 + random.randint(0, 1) * 10**9 - 6, random.randint(0, 20)
print(n, m)
print(x, a, b)
