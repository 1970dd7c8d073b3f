import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    w, h, y = 200000, 200000 - seed, random.randint(1000, 199000)
    l = random.randint(2, 100000)
    r = random.randint(l, 200000)
else:
    w, h = random.randint(1, 1 + size // 3), random.randint(1, 1 + size // 3)
    if random.random() < 0.2:
        w, h = random.randint(30, 60), random.randint(30, 60)
    y = random.choice([1, h, random.randint(1, h), random.randint(1, h), random.randint(1, h)])
    l = random.randint(1, w)
    r = random.choice([l, w, random.randint(l, w)])
print(w, h, y, l, r)
