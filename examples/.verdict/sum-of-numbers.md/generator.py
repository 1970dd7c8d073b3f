import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(1, min(size + 1, 1000))
limit = min(3 + size * size, 10**6)
print(n)
print(*[rng.randint(-limit, limit) for _ in range(n)])
