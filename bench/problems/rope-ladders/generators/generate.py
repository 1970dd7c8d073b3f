import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 1000 if most else random.randint(1, 1 + size // 4)
high = 10**12 if most or random.random() < 0.2 else random.choice([3, size + 3])
a = [random.randint(high // 2 if most else 1, high) for _ in range(n)]
k = random.choice([1, 2, random.randint(1, n + 3), max(1, sum(a) // 2 - random.randint(0, 2)) if high < 1000 else n, random.randint(1, 5 * n)])
k = min(k, 10**12)
if most:
    k = [1200, 1, 10**12][seed % 3]
print(n, k)
print(*a)
