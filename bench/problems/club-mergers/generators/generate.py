import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 200000 if most else random.randint(1, size)
m = 200000 if most else random.randint(1, 2 * size)
high = 10**9 if most or random.random() < 0.6 else 9
print(n, m)
print(*[random.randint(0, high) for _ in range(3)])
