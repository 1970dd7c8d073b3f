import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

limit = min(10 ** size, 10**9)
print(rng.randint(-limit, limit), rng.randint(-limit, limit))
