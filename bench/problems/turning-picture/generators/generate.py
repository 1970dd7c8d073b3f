import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 40 if most else random.randint(1, min(5, 1 + size // 2))
m = 39 if most else random.randint(1, min(5, 1 + size // 2))
q = 200 if most else random.randint(1, 1 + size // 2)
high = random.choice([4, 10**12]) if not most else 10**12
print(n, m, q)
for _ in range(n):
    print("".join(random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(m)))
for _ in range(q):
    print(random.choice("RLHVT"), random.randint(1, high))
