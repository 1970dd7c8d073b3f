import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 30000 if most else random.randint(1, 2 * size)
high = 10**9 if most or random.random() < 0.4 else size + 1
a = [random.randint(1, high) for _ in range(n)]
if most:
    a = sorted(a)
print(n)
print(*a)
