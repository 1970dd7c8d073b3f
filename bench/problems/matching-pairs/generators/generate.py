import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 100000 if most else random.randint(1, 2 * size + 1)
k = 1 if most else random.randint(1, size + 2)
high = 9 if most else random.choice([size + 1, 1000])
a = [random.randint(-high, high) for _ in range(n)]
print(n, k)
print(*a)
