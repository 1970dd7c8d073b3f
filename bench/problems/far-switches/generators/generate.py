import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
q = 1000 if most else random.randint(1, 1 + size // 5)
print(q)
for _ in range(q):
    kind = random.randrange(4)
    if most and kind < 3:
        a, b = sorted(random.randint(0, 10**18) for _ in "ab")
    elif kind == 0:
        a = random.randint(0, 2 ** random.randint(1, 59))
        b = a + random.randint(0, 60)
    elif kind == 1:
        power = 2 ** random.randint(5, 59)
        a, b = power - random.randint(0, 20), power + random.randint(-1, 20)
        a = min(a, b)
    else:
        a = random.randint(0, 2 * size + 9)
        b = a + random.randint(0, size)
    print(a, b)
