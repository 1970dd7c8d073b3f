import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 2000 if most else random.randint(1, min(8, 1 + size))
high = 2 * 10**9 if most or random.random() < 0.2 else random.randint(3, 30)
longest = max(1, high // random.choice([1, 2, 5]) if not most else high // 40)
g = random.choice([0, 1, random.randint(0, min(10**9, max(1, high // 4)))]) if not most else 10**6
if not most and random.random() < 0.1:
    g, high, longest = 10**9, 2 * 10**9, 10**9
print(n, g)
for _ in range(n):
    a = random.randint(0, high - 1)
    print(a, min(high, a + random.randint(1, longest)))
