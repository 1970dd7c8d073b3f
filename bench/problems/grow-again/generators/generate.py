import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
p = 10**9 + 7
q = 1000 if most else random.randint(1, 1 + size // 4)
print(q)
for _ in range(q):
    if most:
        print(*(random.randint(10**9, 10**10) for _ in "abc"))
        continue
    if random.random() < 0.6:
        print(*(random.randint(0, random.choice([2, 5, 12])) for _ in "abc"))
        continue
    a = random.choice([0, 1, p, 2 * p, p - 1, p + 2, random.randint(0, 10**10)])
    b = random.choice([0, 1, p - 1, 2 * (p - 1), 3, (p - 1) // 2, random.randint(0, 10**10)])
    c = random.choice([0, 1, 1, 2, random.randint(0, 10**10)])
    print(a, b, c)
