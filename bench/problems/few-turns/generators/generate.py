import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 100 if most else random.randint(1, min(8, 1 + size // 2))
m = 100 if most else random.randint(1, min(8, 1 + size // 2))
k = 150 if most else random.choice([0, 1, 2, random.randint(0, n + m)])
full = 0.01 if most else random.choice([0, 0.1, 0.2])
print(n, m, k)
for i in range(n):
    row = ["#" if random.random() < full else "." for _ in range(m)]
    if most or random.random() < 0.8:
        if i == 0:
            row[0] = "."
        if i == n - 1:
            row[-1] = "."
    print("".join(row))
