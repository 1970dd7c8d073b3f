import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    a, b = seed, 10**15 - seed % 7
else:
    a = random.choice([1, random.randint(1, 2 * size), random.randint(1, 3000), 10 ** random.randint(0, 4)])
    b = a + random.choice([0, random.randint(0, size), random.randint(0, 5000)])
    if random.random() < 0.3:
        b = 10**15 - random.randint(0, 2 * size) ** 4
        a = max(1, b - random.randint(0, 1000))
d = random.choice([0, 0, 1, 9, random.randint(0, 9)])
print(a, b, d)
