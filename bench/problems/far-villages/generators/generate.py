import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 200000 if most else random.randint(1, size + 2)
k = 1000 if most else random.randint(1, max(1, size // 2))
far = 10**6 if random.random() < 0.2 and not most else 3 if most else random.choice([2, 3, 4, 5, size + 1])
high = 10**9 if most or random.random() < 0.2 else random.choice([1, size + 3])
print(n, k)
for _ in range(k):
    print(random.randint(1, far), random.randint(max(1, high // 2) if most else 1, high))
