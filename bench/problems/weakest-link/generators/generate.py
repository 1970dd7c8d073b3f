import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 200000 if most else random.randint(1, 2 * size)
k = random.choice([n, random.randint(1, n)]) if not most else [n, n // 2][seed % 2]
high = 10**6 if most or random.random() < 0.4 else 9
x, a, b = [random.randint(0, high) for _ in range(3)]
p = random.randint(high // 2 + 1, high)
if most and seed > 1:
    a, b, p = 1, 5, 10**6
print(n, k)
print(x, a, b, p)
