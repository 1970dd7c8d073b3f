import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 300000 if most else random.randint(1, 2 * size)
m = random.choice([2, 3, 7, size + 1, 10**9 - 7 if random.random() < 0.5 else 11])
if most:
    m = [3, 10**9, 1][seed % 3]
x, p, q = (random.randrange(m) for _ in range(3))
r = random.choice([0, m // 2, m // 2, random.randint(0, m)])
if not most and random.random() < 0.1:
    r = 10**9
p = random.choice([p, min(1, m - 1)])
profits = []
now = x
for _ in range(n):
    profits.append(now - r)
    now = (p * now + q) % m
low = random.randint(0, n - 1)
s = random.choice([0, sum(profits[low : random.randint(low + 1, n)]), 1, -1])
if most and m == 3:
    x, p, q, r, s = 0, 1, 1, 1, 0
elif most and m == 1:
    x, p, q, r, s = 0, 0, 0, 0, 0
elif most:
    x, p, q, r, s = 10**9 - 1, 1, 0, 0, 10**9 - 1
print(n, max(-(10**12), min(10**12, s)))
print(x, p, q, m, r)
