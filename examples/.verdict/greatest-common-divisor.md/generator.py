import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

limit = min(10 * size, 100000)
common = rng.randint(1, limit)
print(common * rng.randint(1, 10), common * rng.randint(1, 10))
