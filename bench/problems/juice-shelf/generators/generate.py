import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 20000 if most else random.randint(1, 2 * size + 1)
flavours = 9 if most else random.choice([1, 2, 3, 1 + size // 3, 20000])
a = [random.randint(max(1, flavours - 50), flavours) for _ in range(n)]
k = 9 if most else random.choice([1, 2, 3, random.randint(1, n)])
m = 20000 if most else random.choice([1, 2, 3, n, random.randint(1, n)])
print(n, min(k, n), min(m, n))
print(*a)
