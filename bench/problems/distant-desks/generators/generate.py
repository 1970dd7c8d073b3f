import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
n = 3000 - seed % 2 if size == 0 else random.randint(1, min(10, 1 + size))
near = n // 2 + random.choice([0, 0, 1])
k = 2 if size == 0 and seed > 2 else near if random.random() < 0.6 or size == 0 else random.randint(1, n + 1)
print(n, max(k, 1))
