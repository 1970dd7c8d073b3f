import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 30000 if most else random.randint(1, 2 * size + 1)
part = 0.5 if most else random.choice([0.5, 0.35, 0.65])
s = "".join("(" if random.random() < part else ")" for _ in range(n))
if most:
    s = "(" * 15000 + ")" * 15000
print(s)
