import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 2000 if most else random.randint(2, 2 + size // 2)
m = 10000 if most else random.randint(1, min(n * (n - 1) // 2, 2 * n))
high = 10**9 if most or random.random() < 0.3 else size + 3
seen = set()
while len(seen) < m:
    u, v = random.sample(range(1, n + 1), 2)
    if most and len(seen) < n - 1:
        u, v = len(seen) + 1, len(seen) + 2
    elif most and abs(u - v) > 12:
        continue
    seen.add((min(u, v), max(u, v)))
roads = [random.choice([(u, v), (v, u)]) for u, v in sorted(seen)]
random.shuffle(roads)
print(n, m)
for u, v in roads:
    print(u, v, random.randint(1 if not most else 9 * 10**8, high))
