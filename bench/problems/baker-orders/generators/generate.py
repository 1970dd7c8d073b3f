import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 4000 if most else random.randint(1, min(7, 1 + size))
latest = random.choice([2000, 10**9]) if most else random.choice([2, 4, n + 1, 10**9])
high = 10**9 if most or random.random() < 0.2 else random.choice([3, 20])
print(n)
for i in range(n):
    # Half of them are tight.
    d = random.randint(1, latest) if i % 2 else random.randint(1, min(latest, n))
    print(d, random.randint(1, high))
