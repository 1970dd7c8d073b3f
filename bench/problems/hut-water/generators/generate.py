import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 3000 if most else random.randint(1, size)
large = most or random.random() < 0.2
l = 2 * 10**9 if large else random.randint(1, 30)
need = max(1, l // max(1, n) * 2)
w = 2 * 10**9 - 1 if large and not most and random.random() < 0.3 else random.randint(1, max(1, min(l, 4 * need)))
huts = [(random.randint(1, max(1, l - 1)), random.randint(1, 4 * need if most else max(1, l // 2))) for _ in range(n)]
if large and not most:
    huts = [(p, random.choice([q, 2 * 10**9])) for p, q in huts]
if random.random() < 0.3:
    huts.sort()
print(n, l, w)
for p, q in huts:
    print(p, q)
