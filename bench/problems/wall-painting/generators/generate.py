import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
w = 2000 if most else random.randint(1, 2 + size // 3)
h = 2000 if most else random.randint(1, 2 + size // 3)
n = 3000 if most else random.randint(1, 1 + size // 2)
k = random.choice([1, 2, random.randint(1, n)])
if most:
    k = 1500
print(w, h, n, min(k, n))
for i in range(n):
    x1, x2 = sorted(random.randint(1, w) for _ in "12")
    y1, y2 = sorted(random.randint(1, h) for _ in "12")
    if most:
        x1, y1, x2, y2 = random.randint(1, 60), random.randint(1, 60), w - random.randint(0, 60), h - random.randint(0, 60)
    print(x1, y1, x2, y2)
