import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    n, k = 2 * 10**6, 4
else:
    n = random.choice([random.randint(1, 1 + size), random.randint(1, 40 * size), random.randint(1, 40 * size)])
    k = random.choice([1, 2, 3, random.randint(1, 9), random.randint(1, 30)])
    if random.random() < 0.2:
        # Just a square.
        n, k = random.randint(1, size + 1) ** 2, random.choice([3, 5, 7, 9, 15])
print(n, k)
