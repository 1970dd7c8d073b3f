import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
d = random.randint(0, 9)
if size == 0:
    l, r = [(0, 10**18), (123456789012, 987654321987654321), (10**17, 10**18)][seed % 3]
else:
    high = 10 ** random.randint(1, min(5, 1 + size // 2))
    l, r = sorted(random.randint(0, high) for _ in range(2))
    kind = random.randrange(6)
    if kind == 0:
        l = 0
    elif kind == 1:
        r = l
    elif kind == 2 and size > 4:
        r = 10**18 - random.randint(0, 9)
        l = r - random.randint(0, 500)
        r = min(10**18, r + random.randint(0, 30))
print(l, r, d)
