import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 2000 if most else random.randint(1, 1 + size // 2)
high = 10**9 if most or random.random() < 0.2 else random.choice([3, size + 3])
print(n)
for i in range(n):
    print(*(random.choice([-high, high, random.randint(-high, high)]) if most else random.randint(-high, high) for _ in "xy"))
