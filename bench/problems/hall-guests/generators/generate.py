import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 3000 if most else random.randint(1, 1 + size // 3)
high = 1500000000 if most else random.choice([4, size + 1, 2 * size])
k = 2 if most else random.choice([1, 2, random.randint(1, n)])
print(n, min(k, n))
for _ in range(n):
    s, e = sorted(random.sample(range(-high, high + 1), 2))
    if most:
        s, e = random.randint(-high, -high + 10**6), random.randint(high - 10**6, high)
    elif random.random() < 0.3:
        e = min(high, s + 1)
    if s == e:
        s -= 1
    print(s, e)
