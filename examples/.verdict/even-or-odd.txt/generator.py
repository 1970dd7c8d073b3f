import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

limit = min(10 ** (size - 1), 10**18)
print(rng.choice([0, limit, rng.randint(0, limit), rng.randint(0, limit)]))
