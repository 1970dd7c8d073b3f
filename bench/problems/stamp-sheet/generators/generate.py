import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 60 if most else random.randint(1, min(4, 1 + size // 2))
m = 60 if most else random.randint(1, min(4, 1 + size // 2))
share = random.choice([0.2, 0.5, 0.8])
kind = random.randrange(3)
rows = [random.uniform(0, 1) if kind == 1 or most else share for i in range(n)]
sheet = [[random.random() < rows[i] for j in range(m)] for i in range(n)]
r = [sum(row) for row in sheet]
c = [sum(row[j] for row in sheet) for j in range(m)]
if kind == 2 and not most:
    for _ in range(2):
        i, j = random.randrange(n), random.randrange(n)
        if r[i] > 0 and r[j] < m:
            r[i], r[j] = r[i] - 1, r[j] + 1
    if random.random() < 0.3:
        c[0] = random.randint(0, n)
print(n, m)
print(*r)
print(*c)
