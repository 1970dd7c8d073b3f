import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 200 if most else random.randint(1, min(7, 1 + size))
l = 10**9 if most or random.random() < 0.2 else random.randint(n + 1, 40)
if random.random() < 0.3:
    x = random.sample(range(1, min(l, 2 * n + 2)), n)
else:
    x = random.sample(range(1, l), n)
if random.random() < 0.3:
    x.sort()
print(n, l)
print(*x)
