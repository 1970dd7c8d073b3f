import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(1, min(size + 1, 14))
print(n, rng.randint(0, n - 1))
