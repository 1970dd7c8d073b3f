import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    b = 10**12 - seed
    a = b - 300000
else:
    kind = random.randrange(5)
    a = random.choice([1, 2, random.randint(1, 2 * size), random.randint(1, 1000), 10**12 - 10**4])
    if kind == 0:
        # Around the square of a prime, which looks like a prime to some.
        a = max(1, random.choice([4, 9, 25, 49, 121, 999983**2, 46337**2, 65537**2]) - random.randint(0, size))
    b = min(10**12, a + random.choice([0, random.randint(0, size), random.randint(0, 20 * size)]))
print(a, b)
