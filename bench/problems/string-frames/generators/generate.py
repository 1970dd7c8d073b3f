import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    # 40 columns and 50 rows, all taken.
    xs = random.sample(range(-(10**9), 10**9), 40)
    ys = random.sample(range(-(10**9), 10**9), 50)
    pins = [(x, y) for x in xs for y in ys]
else:
    high = random.choice([1, 2, 2 + size // 10, 2 + size // 10])
    far = random.choice([1, 1, 10**9 // high])
    cells = [(x * far, y * far) for x in range(-high, high + 1) for y in range(-high, high + 1)]
    pins = random.sample(cells, random.randint(1, min(len(cells), 2 + size // 2)))
random.shuffle(pins)
print(len(pins))
for x, y in pins:
    print(x, y)
