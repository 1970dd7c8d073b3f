import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
h = 300 if most else random.randint(1, 1 + size // 2)
w = 300 if most else random.randint(1, 1 + size // 2)
part = 0.97 if most else random.choice([0.3, 0.5, 0.7])
print(h, w)
for _ in range(h):
    print("".join("#" if random.random() < part else "." for _ in range(w)))
