import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(1, min(size + 1, 100))
low, high = rng.choice([(-50, 50), (-50, -1), (-3, 3)])
print(n)
print(*[rng.randint(low, high) for _ in range(n)])
