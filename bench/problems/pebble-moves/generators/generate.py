import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    n, k, high = 3000, random.choice([10**9, 2**29 - 1, 2**20 + 5]), 10**12
else:
    n, high = random.randint(1, 3), random.choice([4, 7, 2 + min(size, 11)])
    k = random.choice([1, 2, 3, 4, random.randint(1, high), 20])
    if random.random() < 0.2:
        n, high = random.randint(1, 6), 3
a = [random.randint(1 if not most else high // 2, high) for _ in range(n)]
if most:
    # The last pile makes the rest even, so that a move wins.
    rest = 0
    for x in a[:-1]:
        rest ^= x % (k + 1)
    a[-1] = rest % (k + 1) + (k + 1) * 20 - random.randint(1, 3)
print(n, k)
print(*a)
