import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 20 if most else random.randint(1, min(5, 1 + size // 2))
high = 60 if most else 2 * size + 4
c = random.sample(range(1, high + 1), n)
s = 9999 if most else random.choice([0, random.randint(0, 3 * high), random.randint(0, 200 * (size > 9) + high)])
if most:
    c = [2 * x for x in c]
if most:
    c[0] = 1
print(n, s)
print(*c)
