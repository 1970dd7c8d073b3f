import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(2, min(size + 2, 12))
m = rng.randint(1, 2 * n)
limit = rng.choice([0, 3, 10**9])
print(n, m)
for _ in range(m):
    print(rng.randint(1, n), rng.randint(1, n), rng.randint(0, limit))
