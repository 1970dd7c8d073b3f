import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 1000 if most else random.randint(1, 1 + size // 5)
kind = random.randrange(4) if not most else 4
if kind == 0:
    d = random.randint(1, 20 * size)
    t = [random.randint(1, size + 1) for _ in range(n)]
elif kind == 1:
    # Divisors of one number, which then is the answer or nearly.
    base = random.choice([360, 5040, 720720, 2**20, 3**10])
    t = [base // random.choice([x for x in range(1, 50) if base % x == 0]) for _ in range(n)]
    d = base + random.randint(-1, 1)
elif kind == 2:
    d = 10**18 - random.randint(0, 2)
    t = [random.choice([2**59, 3**37, 10**18, 10**18 - 1, 10**9, 10**9 + 7, 999999999]) for _ in range(n)]
elif most:
    # Small times whose next common flash is late.
    t = [random.randint(1, 42) for _ in range(n)]
    d = 10**18
else:
    parts = [2] * 20 + [3] * 8 + [5] * 4 + [7]
    t = []
    for _ in range(n):
        x = 1
        for p in random.sample(parts, random.randint(0, len(parts))):
            x *= p
        t.append(x)
    d = 10**18
print(n, d)
print(*t)
