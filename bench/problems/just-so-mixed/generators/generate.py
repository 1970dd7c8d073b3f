import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
n = 5000 if size == 0 else random.randint(1, 1 + size)
most = n * (n - 1) // 2
k = random.choice([0, most, most // 2, random.randint(0, most), random.randint(0, most), max(0, most - 1)])
if size == 0:
    k = [most, most // 2 + 7, 3][seed % 3]
print(n, k)
