import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(1, min(size + 1, 60))
limit = rng.choice([1, 3, 6 + size, 10**6])
print(n)
print(*[rng.randint(1, limit) for _ in range(n)])
