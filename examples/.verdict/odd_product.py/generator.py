import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

print(rng.randint(1, min(4 * size + 1, 3000)))
